import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { bakeActions, bakeConditionKeys, bakeIndex } from './reference/bake-summaries.ts';
import { bakeServices } from './reference/bake-services.ts';
import { iamDataDate } from './reference/iam-data.ts';
import { writeBaked } from './reference/write.ts';

const folder = new URL('../data/', import.meta.url);
const unfinished = new URL(`../data.unfinished-${process.pid}/`, import.meta.url);

mkdirSync(unfinished);
const services = bakeServices();
for (const [prefix, service] of services) writeBaked(unfinished, `services/${prefix}`, service);
writeBaked(unfinished, 'index', bakeIndex(services, { iamData: iamDataDate(), managedPolicies: '', cloudformation: '' }));
writeBaked(unfinished, 'actions', bakeActions(services));
writeBaked(unfinished, 'condition-keys', bakeConditionKeys(services));
if (existsSync(folder)) rmSync(folder, { recursive: true });
renameSync(unfinished, folder);
