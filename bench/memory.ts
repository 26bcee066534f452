import { showProgress } from '../scripts/start/progress';
import { startChild } from './childProcess';

export const rowsOfMemoryRun = 20_000;

/** Who fills the memory with what. */
export type MemorySubject =
	| 'rows of a stub'
	| 'rows of bare requests'
	| 'rows of our node'
	| 'list of a stub'
	| 'list of our node';

/** What one run in a process of its own took. */
export interface MemoryReading {
	/** The whole heap of the process, n8n's engine included. */
	peakMegabytes: number;
	/** How many records came out. */
	records: number;
}

export interface MemoryTrial {
	subject: MemorySubject;
	/** Of what is really in use: garbage is collected before each look. */
	inUse: MemoryReading;
	/** Of everything, garbage not yet collected included. */
	withGarbage: MemoryReading;
}

const subjectsOfGoals: MemorySubject[] = [
	'rows of our node',
	'rows of a stub',
	'list of our node',
	'list of a stub',
];

/**
 * Runs every subject twice, each time in a fresh process; two at a time, because time does not matter here.
 * `withBareRequests` adds the subject that tells how much of the garbage is n8n's own.
 */
export async function runMemoryTrials(
	baseUrl: string,
	withBareRequests: boolean,
): Promise<MemoryTrial[]> {
	const subjects = [...subjectsOfGoals];
	if (withBareRequests) subjects.push('rows of bare requests');
	return await showProgress('Measuring memory', async (say) => {
		const trials: MemoryTrial[] = [];
		for (const subject of subjects) {
			say(subject);
			const [inUse, withGarbage] = await Promise.all([
				measure(subject, 'inUse', baseUrl),
				measure(subject, 'withGarbage', baseUrl),
			]);
			trials.push({ subject, inUse, withGarbage });
		}
		return trials;
	});
}

async function measure(
	subject: MemorySubject,
	what: 'inUse' | 'withGarbage',
	baseUrl: string,
): Promise<MemoryReading> {
	const child = await startChild<MemoryReading>('memoryRun.ts', [subject, what, baseUrl]);
	await child.stop();
	return child.message;
}
