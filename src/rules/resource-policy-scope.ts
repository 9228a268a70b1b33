import type { ArnPattern } from '../model/arn.ts';
import { literalText, type Pattern } from '../model/pattern.ts';
import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';

interface Scope {
  /** With an article, for people. */
  readonly name: string;
  /** The service whose actions its policy can be asked about; the service field of its ARNs is the same. */
  readonly service: string;
  /** How the resource parts of its ARNs begin, where that tells them from those of other types of the service. */
  readonly begins?: string;
}

/** By resource type. An access point of Amazon S3 has a policy of its own, and so have the streams of a table. */
const SCOPES: ReadonlyMap<string, Scope> = new Map([
  ['AWS::S3::Bucket', { name: 'a bucket', service: 's3' }],
  ['AWS::S3::AccessPoint', { name: 'an access point', service: 's3', begins: 'accesspoint/' }],
  ['AWS::S3Express::DirectoryBucket', { name: 'a directory bucket', service: 's3express', begins: 'bucket/' }],
  ['AWS::SQS::Queue', { name: 'a queue', service: 'sqs' }],
  ['AWS::SNS::Topic', { name: 'a topic', service: 'sns' }],
  ['AWS::KMS::Key', { name: 'a key', service: 'kms', begins: 'key/' }],
  ['AWS::SecretsManager::Secret', { name: 'a secret', service: 'secretsmanager', begins: 'secret:' }],
  ['AWS::Lambda::Function', { name: 'a function', service: 'lambda', begins: 'function:' }],
  ['AWS::ECR::Repository', { name: 'a repository', service: 'ecr', begins: 'repository/' }],
  ['AWS::EFS::FileSystem', { name: 'a file system', service: 'elasticfilesystem', begins: 'file-system/' }],
  ['AWS::DynamoDB::Table', { name: 'a table', service: 'dynamodb', begins: 'table/' }],
  ['AWS::Events::EventBus', { name: 'an event bus', service: 'events' }],
  ['AWS::OpenSearchService::Domain', { name: 'a domain', service: 'es', begins: 'domain/' }],
  ['AWS::ApiGateway::RestApi', { name: 'an API', service: 'execute-api' }],
]);

export const rule: Rule = defineRule({
  meta: {
    id: 'resource-policy-scope',
    docs: {
      summary: 'actions and ARNs in a resource policy that have nothing to do with its resource',
      sources: [SERVICE_AUTHORIZATION_REFERENCE, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource'],
    messages: {
      service: {
        text: 'the policy of {{name}} is never asked about actions of `{{service}}`: leave out `{{action}}`',
        accessAnalyzerCode: 'UNSUPPORTED_ACTION_IN_POLICY',
      },
      account: {
        text: '`{{action}}` is about the account as a whole, and the policy of {{name}} is never asked about it: leave it out',
        accessAnalyzerCode: 'UNSUPPORTED_ACTION_IN_POLICY',
      },
      arn: {
        text: 'the policy of {{name}} covers that resource only, and `{{arn}}` is another: write the ARN of the resource',
        accessAnalyzerCode: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY',
      },
    },
  },
  create: (context) => {
    const scope = SCOPES.get(context.resourceType ?? '');
    if (scope === undefined) return {};
    const { name } = scope;
    return {
      action({ entry, text, service, wildcard }, { statement }) {
        if (text === undefined || service === undefined || /[*?]/.test(service) || statement.action.kind === 'NotAction') return;
        if (service !== scope.service) context.report({ messageId: 'service', data: { name, service, action: text }, loc: entry.loc });
        else if (!wildcard && action(text)?.action.resourceTypes.length === 0) {
          context.report({ messageId: 'account', data: { name, action: text }, loc: entry.loc });
        }
      },
      resource({ entry, arn }) {
        if (arn !== undefined && !isOfScope(arn, scope)) context.report({ messageId: 'arn', data: { name, arn: entry.pattern.text }, loc: entry.loc });
      },
    };
  },
});

function isOfScope(arn: ArnPattern, { service, begins }: Scope): boolean {
  const field = literalText(arn.service);
  if (field === undefined || field === '') return true;
  if (field !== service) return false;
  // The ARN of a bucket has neither Region nor account; those of access points and jobs have both.
  if (begins === undefined) return service !== 's3' || !hasText(arn.region) || !hasText(arn.account);
  const [first] = arn.resource.parts;
  const start = first?.kind === 'literal' ? first.text : '';
  return start.startsWith(begins) || (begins.startsWith(start) && arn.resource.parts.length > (first?.kind === 'literal' ? 1 : 0));
}

function hasText(field: Pattern): boolean {
  return field.parts.some((part) => part.kind === 'literal');
}
