/** The middle one; of an even number, the mean of the two in the middle; of none, NaN. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
	return ((low ?? NaN) + (high ?? NaN)) / 2;
}
