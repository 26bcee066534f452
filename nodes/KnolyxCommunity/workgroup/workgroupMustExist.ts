import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { permissionsOfKey } from '../apiKey/permissions';
import { WORKGROUPS_PATH } from '../knolyx';

/**
 * For 'Check Only': the list of workgroups is read once in a run, unless the key may not, for then it may still add and
 * remove members.
 * @throws Failure `notFound` when the list lacks the workgroup
 */
export async function workgroupMustExist(item: Item, workgroupId: string): Promise<void> {
	const ids = await workgroupIds(item);
	if (!ids || ids.has(workgroupId)) return;
	throw new Failure(
		'notFound',
		`The list of workgroups has none with the ID ${workgroupId}`,
		"Check 'Workgroup'.",
	);
}

async function workgroupIds(item: Item): Promise<Set<string> | undefined> {
	const permissions = await permissionsOfKey(item);
	const read = async () =>
		await item.once('workgroups', async () => {
			const ids = new Set<string>();
			for await (const page of item.pages({ path: WORKGROUPS_PATH })) {
				for (const { id } of page) ids.add(String(id));
			}
			return ids;
		});
	if (!permissions) return await item.ifPossible(read);
	return permissions.includes('WORKGROUP_LIST') ? await read() : undefined;
}
