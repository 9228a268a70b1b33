import type { SourceFormat } from '../model/policy-source.ts';

interface FormatDescription {
  /** How a file of this format is told from others. */
  readonly detectedBy: string;
  readonly reads: string;
}

/** What each format is detected by and what is read out of it; docs/sources.md prints it. */
export const FORMATS: Readonly<Record<SourceFormat, FormatDescription>> = {
  policy: {
    detectedBy: 'a `Statement`, or a `Version` of the policy language',
    reads: 'one policy document, JSON or YAML; its type is given, or guessed: with principals a resource policy, or a trust policy where all actions are of `sts` and nothing names a resource',
  },
  cloudformation: {
    detectedBy: '`AWSTemplateFormatVersion`, or `Resources` with resource types',
    reads: 'all places of policies below, users, roles, groups and permission sets with what is attached to them',
  },
  sam: {
    detectedBy: 'the transform `AWS::Serverless-…`',
    reads: 'the same, and the roles that SAM makes for functions and state machines, policy templates expanded',
  },
  cdk: {
    detectedBy: '`aws:cdk:path` in the metadata of a resource',
    reads: 'the same, with construct paths; from `cdk.out/manifest.json` on all stacks, stages and nested stacks, each with the account and Region of its environment',
  },
  account: {
    detectedBy: '`UserDetailList`, `GroupDetailList` or `RoleDetailList`',
    reads: 'the answer of `aws iam get-account-authorization-details`, whole or as a list of pages: managed policies in their default version, documents as objects or URL-encoded',
  },
  terraform: {
    detectedBy: '`format_version` with `planned_values` or `values`',
    reads: 'the output of `terraform show -json` of a plan or state: policies of the AWS provider, permissions of Lambda functions and layers, documents that the plan could not put together yet, users, roles and groups with what is attached to them as far as a plan knows it',
  },
  markdown: {
    detectedBy: 'the file name',
    reads: 'fenced code blocks of `json`, `yaml` and `yml` that hold a policy or a template, in lists and quotes too',
  },
};
