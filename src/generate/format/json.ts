import type { PolicyWriter } from './index.ts';

/** Policy documents, as `aws iam create-policy --policy-document` takes them. */
export const json: PolicyWriter = ({ policies }) => policies.map(({ document }) => `${JSON.stringify(document, undefined, 2)}\n`);
