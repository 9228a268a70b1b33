import { literalText } from '../model/pattern.ts';
import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';

/** By resource type: the services whose actions its policy can be asked about, and the service fields of its ARNs. */
const SCOPES: ReadonlyMap<string, { readonly services: readonly string[]; readonly arns: readonly string[]; readonly name: string }> = new Map([
  ['AWS::S3::Bucket', { services: ['s3'], arns: ['s3'], name: 'a bucket' }],
  ['AWS::S3::AccessPoint', { services: ['s3'], arns: ['s3'], name: 'an access point' }],
  ['AWS::S3Express::DirectoryBucket', { services: ['s3express'], arns: ['s3express'], name: 'a directory bucket' }],
  ['AWS::SQS::Queue', { services: ['sqs'], arns: ['sqs'], name: 'a queue' }],
  ['AWS::SNS::Topic', { services: ['sns'], arns: ['sns'], name: 'a topic' }],
  ['AWS::KMS::Key', { services: ['kms'], arns: ['kms'], name: 'a key' }],
  ['AWS::SecretsManager::Secret', { services: ['secretsmanager'], arns: ['secretsmanager'], name: 'a secret' }],
  ['AWS::Lambda::Function', { services: ['lambda'], arns: ['lambda'], name: 'a function' }],
  ['AWS::ECR::Repository', { services: ['ecr'], arns: ['ecr'], name: 'a repository' }],
  ['AWS::EFS::FileSystem', { services: ['elasticfilesystem'], arns: ['elasticfilesystem'], name: 'a file system' }],
  ['AWS::DynamoDB::Table', { services: ['dynamodb'], arns: ['dynamodb'], name: 'a table' }],
  ['AWS::Events::EventBus', { services: ['events'], arns: ['events'], name: 'an event bus' }],
  ['AWS::OpenSearchService::Domain', { services: ['es'], arns: ['es'], name: 'a domain' }],
  ['AWS::ApiGateway::RestApi', { services: ['execute-api'], arns: ['execute-api'], name: 'an API' }],
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
        text: 'the policy of {{name}} covers that resource only, and `{{arn}}` belongs to another service: write the ARN of the resource',
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
        if (!scope.services.includes(service)) context.report({ messageId: 'service', data: { name, service, action: text }, loc: entry.loc });
        else if (!wildcard && action(text)?.action.resourceTypes.length === 0) {
          context.report({ messageId: 'account', data: { name, action: text }, loc: entry.loc });
        }
      },
      resource({ entry, arn }) {
        const field = arn === undefined ? undefined : literalText(arn.service);
        if (field === undefined || field === '' || scope.arns.includes(field)) return;
        context.report({ messageId: 'arn', data: { name, arn: entry.pattern.text }, loc: entry.loc });
      },
    };
  },
});
