import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these while it is imported; without them it would write to the developer's own ~/.n8n.
process.env.N8N_USER_FOLDER ??= join(tmpdir(), 'event-registration-engine');
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS ??= 'false';
