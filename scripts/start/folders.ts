import { join } from 'node:path';

export const repositoryFolder = join(__dirname, '..', '..');

/** Everything `npm start` makes lives here: git-ignored, and safe to delete at any time. */
export const hostFolder = join(repositoryFolder, '.n8n-host');

/** n8n's own user folder of the demonstration: its database, its encryption key, its community nodes. */
export const userFolder = join(hostFolder, 'user');

export const logFolder = join(hostFolder, 'logs');

export const examplesFolder = join(repositoryFolder, 'examples');
