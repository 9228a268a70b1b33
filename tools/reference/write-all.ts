import { bakeBootstrapTemplate } from './bake-bootstrap-template.ts';
import { bakeHandlers } from './bake-handlers.ts';
import { bakeManagedPolicies } from './bake-managed-policies.ts';
import { bakeServices } from './bake-services.ts';
import { bakeActions, bakeConditionKeys, bakeIndex } from './bake-summaries.ts';
import { iamDataDate } from './iam-data.ts';
import { schemaDate } from './inputs.ts';
import { writeBaked } from './write.ts';

/** Bakes all files of the reference into a folder. */
export function writeAll(folder: URL): void {
  const services = bakeServices();
  const policies = bakeManagedPolicies();
  for (const [prefix, service] of services) writeBaked(folder, `services/${prefix}`, service);
  for (const [file, documents] of policies.documents.entries()) writeBaked(folder, `managed-policies/${file}`, documents);
  writeBaked(folder, 'managed-policies', policies.index);
  writeBaked(folder, 'handlers', bakeHandlers(services));
  writeBaked(folder, 'cdk-bootstrap', bakeBootstrapTemplate());
  writeBaked(folder, 'actions', bakeActions(services));
  writeBaked(folder, 'condition-keys', bakeConditionKeys(services));
  writeBaked(folder, 'index', bakeIndex(services, { iamData: iamDataDate(), managedPolicies: policies.date, cloudformation: schemaDate() }));
}
