import type { FaultEffect } from '../../sandbox';

/** What goes wrong on the wire. */
export interface FaultCase {
	name: string;
	/** `refused`: nothing listens at the provider's address, so that every row is hit. */
	effect: FaultEffect | { kind: 'refused' };
	/** Once: the next try gets through. Always: every try of this row is hit. */
	times: 1 | 'always';
	/** Whether nobody says when to come back, so that a whole window of the provider's has to pass. */
	waitsForWindow?: boolean;
}

const bothMoments = (effect: (when: 'before' | 'after') => FaultEffect): FaultEffect[] => [
	effect('before'),
	effect('after'),
];

const transient: Array<FaultCase['effect']> = [
	{ kind: 'refused' },
	...bothMoments((when) => ({ kind: 'reset', when })),
	...bothMoments((when) => ({ kind: 'close', when })),
	...bothMoments((when) => ({ kind: 'silence', when })),
	...[500, 502, 503, 504].flatMap((code) =>
		bothMoments((when) => ({ kind: 'status', code, when, body: { message: 'Boom' } })),
	),
	...bothMoments((when) => ({ kind: 'status', code: 200, when, body: { message: 'Later' } })),
	...bothMoments((when) => ({ kind: 'cutBody', when })),
	...bothMoments((when) => ({ kind: 'malformedJson', when })),
	...bothMoments((when) => ({ kind: 'html', when })),
	...bothMoments((when) => ({ kind: 'html', when, status: 502 })),
	...bothMoments((when) => ({ kind: 'emptyBody', when })),
	{ kind: 'html', status: 404 },
	{ kind: 'errorInside' },
	{ kind: 'unauthorized' },
	{ kind: 'redirect', to: 'http://127.0.0.1:9/' },
];

const tooMany = (['retryAfterSeconds', 'retryAfterDate', 'resetHeader', 'none'] as const).map(
	(dialect): FaultCase => ({
		name: `429 with ${dialect}`,
		effect: { kind: 'tooMany', dialect, seconds: 1 },
		times: 1,
		waitsForWindow: dialect === 'none',
	}),
);

/** Every fault of the matrix. */
export const faults: FaultCase[] = [
	...transient.flatMap((effect) =>
		([1, 'always'] as const).map((times) => ({ name: nameOf(effect), effect, times })),
	),
	...tooMany,
];

function nameOf(effect: FaultCase['effect']): string {
	const { kind, when, code, status } = effect as {
		kind: string;
		when?: string;
		code?: number;
		status?: number;
	};
	return [kind, code ?? status, when && `${when} commit`].filter(Boolean).join(' ');
}
