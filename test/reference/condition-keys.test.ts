import { describe, expect, it } from 'vitest';
import { conditionKey, conditionKeyOfAction, globalConditionKeys, service, serviceNames, servicesWithConditionKey } from '../../src/reference/index.ts';
import { keyNames } from '../../src/reference/key-names.ts';

describe('conditionKey', () => {
  it.each([
    ['aws:SourceIp', 'aws:SourceIp', 'IPAddress', false],
    ['AWS:SOURCEIP', 'aws:SourceIp', 'IPAddress', false],
    ['aws:PrincipalArn', 'aws:PrincipalArn', 'ARN', false],
    ['aws:TagKeys', 'aws:TagKeys', 'String', true],
    ['aws:ResourceTag/Foo', 'aws:ResourceTag/${TagKey}', 'String', false],
    ['aws:resourcetag/a/b:c', 'aws:ResourceTag/${TagKey}', 'String', false],
    ['aws:PrincipalTag/team', 'aws:PrincipalTag/${TagKey}', 'String', false],
    ['aws:ResourceTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'String', false],
    ['s3:prefix', 's3:prefix', 'String', false],
    ['S3:Prefix', 's3:prefix', 'String', false],
    ['s3:ExistingObjectTag/x', 's3:ExistingObjectTag/${key}', 'String', false],
    ['s3:max-keys', 's3:max-keys', 'Numeric', false],
    ['kms:EncryptionContext:app', 'kms:EncryptionContext:${EncryptionContextKey}', 'String', false],
    ['kms:EncryptionContextKeys', 'kms:EncryptionContextKeys', 'String', true],
    ['codebuild:secondarySources/a.auth.type', 'codebuild:secondarySources/${sourceIdentifier}.auth.type', 'String', false],
    ['events:Metadata/a', 'events:Metadata/${MetadataKey}', 'String', true],
    ['events:Metadata/a/Matcher', 'events:Metadata/${MetadataKey}/Matcher', 'String', false],
    ['saml:aud', 'saml:aud', 'String', false],
    ['saml:edupersonaffiliation', 'saml:edupersonaffiliation', 'String', true],
    ['saml:mail', 'saml:mail', 'String', true],
    ['cognito-identity.amazonaws.com:amr', 'cognito-identity.amazonaws.com:amr', 'String', true],
    ['token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:sub', 'String', false],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub', 'String', false],
    ['idp.example.com:amr', 'idp.example.com:amr', 'String', true],
    ['lambda:SourceFunctionArn', 'lambda:SourceFunctionArn', 'ARN', false],
    ['ec2:SourceInstanceARN', 'ec2:SourceInstanceArn', 'ARN', false],
    ['identitystore:UserId', 'identitystore:UserId', 'String', false],
  ])('%s', (asked, name, type, multivalued) => {
    expect(conditionKey(asked)).toMatchObject({ name, type, multivalued });
  });

  it.each([
    'aws:Nope',
    'aws:ARN',
    'aws:ResourceTag/',
    'aws:ResourceTag',
    's3:nope',
    's3:ExistingObjectTag/',
    'nosuch:key',
    'constructor:sub',
    'sub',
    ':sub',
    '',
    'idp.example.com:nope',
    'codebuild:secondarySources/.auth.type',
  ])('%j is none', (asked) => {
    expect(conditionKey(asked)).toBeUndefined();
  });

  it('prefers the meaning of the service that is asked about', () => {
    expect(conditionKey('identitystore:UserId', 'q')?.multivalued).toBe(true);
    expect(conditionKey('identitystore:UserId', 'Q')?.multivalued).toBe(true);
    expect(conditionKey('identitystore:UserId', 's3')?.multivalued).toBe(false);
    expect(conditionKey('aws:SourceIp', 'nosuch')?.type).toBe('IPAddress');
  });

  it('says a second type where AWS documents two', () => {
    expect(conditionKey('aws:EpochTime')).toMatchObject({ type: 'Date', otherTypes: ['Numeric'] });
    expect(conditionKey('aws:FederatedProvider')).toMatchObject({ type: 'String', otherTypes: ['ARN'] });
    expect(conditionKey('aws:CurrentTime')?.otherTypes).toEqual([]);
  });

  it('knows each key that a service lists', () => {
    for (const prefix of serviceNames()) {
      for (const key of service(prefix)?.conditionKeys.values() ?? []) {
        const asked = key.name.replaceAll(/\$\{[^}]*\}/g, 'x');
        expect(conditionKey(asked, prefix)?.name, `${prefix} ${asked}`).toBe(key.name);
        expect(conditionKey(asked)?.name.toLowerCase(), asked).toBe(key.name.toLowerCase());
        expect(servicesWithConditionKey(asked), asked).toContain(prefix);
      }
    }
  });
});

describe('globalConditionKeys', () => {
  it('are named once each', () => {
    const names = globalConditionKeys().map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('have the cardinality that the services give them', () => {
    for (const { name, type, multivalued } of globalConditionKeys()) {
      const listed = servicesWithConditionKey(name).map((prefix) => service(prefix)?.conditionKeys.get(name.toLowerCase()));
      for (const key of listed) {
        // Amazon Q lists the users of a request; everywhere else the key is the caller.
        if (key === undefined || name === 'identitystore:UserId') continue;
        expect([name, key.type, key.multivalued]).toEqual([name, type, multivalued]);
      }
    }
  });
});

describe('conditionKeyOfAction', () => {
  it.each([
    ['s3:ListBucket', 's3:prefix', 'listed'],
    ['S3:listbucket', 'S3:PREFIX', 'listed'],
    ['s3:GetObject', 's3:prefix', 'notListed'],
    ['s3:GetObject', 's3:ExistingObjectTag/x', 'listed'],
    ['s3:ListAllMyBuckets', 's3:ExistingObjectTag/x', 'notListed'],
    ['iam:PassRole', 'iam:PassedToService', 'listed'],
    ['iam:GetRole', 'iam:PassedToService', 'notListed'],
    ['ec2:RunInstances', 'ec2:InstanceType', 'listed'],
    ['s3:GetObject', 'aws:SourceIp', 'anyService'],
    ['s3:GetObject', 'lambda:SourceFunctionArn', 'anyService'],
    ['s3:GetObject', 'cognito-identity.amazonaws.com:sub', 'anyService'],
    ['s3:GetObject', 'saml:sub', 'anyService'],
    ['sts:AssumeRoleWithSAML', 'saml:sub', 'listed'],
    ['s3:GetObject', 'aws:Nope', 'notListed'],
    ['s3:Get*', 's3:prefix', undefined],
    ['nosuch:Action', 'aws:SourceIp', undefined],
  ] as const)('%s and %s: %s', (full, key, expected) => {
    expect(conditionKeyOfAction(full, key)).toBe(expected);
  });
});

describe('keyNames', () => {
  it('takes the template with the most text of its own', () => {
    const { find } = keyNames([{ name: 'a:${X}' }, { name: 'a:b/${X}' }, { name: 'a:b/${X}.end' }]);
    expect(find('a:b/c.end')?.name).toBe('a:b/${X}.end');
    expect(find('a:b/c')?.name).toBe('a:b/${X}');
    expect(find('a:c')?.name).toBe('a:${X}');
    expect(find('a:')).toBeUndefined();
  });

  it('asks for a character for each placeholder', () => {
    const { find } = keyNames([{ name: 'a:${X}.b.${Y}' }]);
    expect(find('a:1.b.2')?.name).toBe('a:${X}.b.${Y}');
    expect(find('a:.b.2')).toBeUndefined();
    expect(find('a:1.b.')).toBeUndefined();
    expect(find('a:.b..b.2')?.name).toBe('a:${X}.b.${Y}');
  });
});
