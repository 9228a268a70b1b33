import type { HandlerOperation } from '../../reference/index.ts';

/** What a type without published handlers needs, by operation. */
export interface HandlerlessType {
  readonly operations: Readonly<Partial<Record<HandlerOperation, readonly string[]>>>;
  /** Where AWS says so, or says what the type does. */
  readonly source: string;
}

const reference = (page: string): string => `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page}.html`;
const NOTHING = { create: [], read: [], update: [], delete: [] };

/**
 * Types whose handlers AWS does not publish, and what they do for a template that uses them: the API operations
 * behind their properties and return values. A type that is neither here nor in the handlers is not known.
 */
export const HANDLERLESS: Readonly<Partial<Record<string, HandlerlessType>>> = {
  'AWS::ApiGatewayV2::Integration': {
    operations: {
      create: ['apigateway:POST', 'iam:PassRole'],
      read: ['apigateway:GET'],
      update: ['apigateway:GET', 'apigateway:PATCH', 'iam:PassRole'],
      delete: ['apigateway:DELETE', 'apigateway:GET'],
    },
    source: reference('aws-resource-apigatewayv2-integration'),
  },
  'AWS::ApiGatewayV2::Stage': {
    operations: {
      create: ['apigateway:POST', 'apigateway:PUT'],
      read: ['apigateway:GET'],
      update: ['apigateway:DELETE', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:PUT'],
      delete: ['apigateway:DELETE', 'apigateway:GET'],
    },
    source: reference('aws-resource-apigatewayv2-stage'),
  },
  'AWS::AppSync::ApiKey': {
    operations: { create: ['appsync:CreateApiKey'], read: ['appsync:ListApiKeys'], update: ['appsync:UpdateApiKey'], delete: ['appsync:DeleteApiKey'] },
    source: reference('aws-resource-appsync-apikey'),
  },
  'AWS::AppSync::GraphQLApi': {
    operations: {
      create: ['appsync:CreateGraphqlApi', 'appsync:TagResource', 'iam:PassRole'],
      read: ['appsync:GetGraphqlApi', 'appsync:ListTagsForResource'],
      update: ['appsync:GetGraphqlApi', 'appsync:TagResource', 'appsync:UntagResource', 'appsync:UpdateGraphqlApi', 'iam:PassRole'],
      delete: ['appsync:DeleteGraphqlApi'],
    },
    source: reference('aws-resource-appsync-graphqlapi'),
  },
  // Written by the CDK to count its users; creating it calls no service.
  'AWS::CDK::Metadata': { operations: NOTHING, source: 'https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html' },
  'AWS::CloudFormation::WaitCondition': { operations: NOTHING, source: reference('aws-resource-cloudformation-waitcondition') },
  'AWS::CloudFormation::WaitConditionHandle': { operations: NOTHING, source: reference('aws-resource-cloudformation-waitconditionhandle') },
  'AWS::CodeBuild::Project': {
    operations: {
      create: ['codebuild:CreateProject', 'codebuild:CreateWebhook', 'iam:PassRole'],
      read: ['codebuild:BatchGetProjects'],
      update: ['codebuild:UpdateProject', 'codebuild:UpdateWebhook', 'codebuild:CreateWebhook', 'codebuild:DeleteWebhook', 'iam:PassRole'],
      delete: ['codebuild:DeleteProject', 'codebuild:DeleteWebhook'],
    },
    source: reference('aws-resource-codebuild-project'),
  },
  'AWS::Cognito::UserPoolDomain': {
    operations: {
      create: ['cognito-idp:CreateUserPoolDomain', 'cognito-idp:DescribeUserPoolDomain'],
      read: ['cognito-idp:DescribeUserPoolDomain'],
      update: ['cognito-idp:DescribeUserPoolDomain', 'cognito-idp:UpdateUserPoolDomain'],
      delete: ['cognito-idp:DeleteUserPoolDomain', 'cognito-idp:DescribeUserPoolDomain'],
    },
    source: reference('aws-resource-cognito-userpooldomain'),
  },
  'AWS::Events::EventBusPolicy': {
    operations: { create: ['events:PutPermission', 'events:DescribeEventBus'], update: ['events:PutPermission', 'events:DescribeEventBus'], delete: ['events:RemovePermission', 'events:DescribeEventBus'] },
    source: reference('aws-resource-events-eventbuspolicy'),
  },
  'AWS::IAM::AccessKey': {
    operations: { create: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'], update: ['iam:UpdateAccessKey'], delete: ['iam:DeleteAccessKey'] },
    source: reference('aws-resource-iam-accesskey'),
  },
  'AWS::IAM::UserToGroupAddition': {
    operations: { create: ['iam:AddUserToGroup'], update: ['iam:AddUserToGroup', 'iam:RemoveUserFromGroup'], delete: ['iam:RemoveUserFromGroup'] },
    source: reference('aws-resource-iam-usertogroupaddition'),
  },
  'AWS::Route53::RecordSet': {
    operations: {
      create: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:GetHostedZone', 'route53:ListHostedZonesByName'],
      update: ['route53:ChangeResourceRecordSets', 'route53:GetChange'],
      delete: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:ListResourceRecordSets'],
    },
    source: reference('aws-resource-route53-recordset'),
  },
  'AWS::Route53::RecordSetGroup': {
    operations: {
      create: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:GetHostedZone', 'route53:ListHostedZonesByName'],
      update: ['route53:ChangeResourceRecordSets', 'route53:GetChange'],
      delete: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:ListResourceRecordSets'],
    },
    source: reference('aws-resource-route53-recordsetgroup'),
  },
  'AWS::SNS::Subscription': {
    operations: {
      create: ['sns:Subscribe'],
      read: ['sns:GetSubscriptionAttributes'],
      update: ['sns:SetSubscriptionAttributes', 'sns:Subscribe', 'sns:Unsubscribe'],
      delete: ['sns:Unsubscribe'],
    },
    source: reference('aws-resource-sns-subscription'),
  },
};

/**
 * A custom resource calls the function or topic of its `ServiceToken`; what that does is up to its own role.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
 */
export const CUSTOM_RESOURCE: HandlerlessType = {
  operations: { create: ['lambda:InvokeFunction', 'sns:Publish'], update: ['lambda:InvokeFunction', 'sns:Publish'], delete: ['lambda:InvokeFunction', 'sns:Publish'] },
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
};

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
