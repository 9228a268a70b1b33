/** A template of 150 lines: a role and its policies. The number makes the resources that it names its own. */
export function template(number: number): string {
  const statement = (index: number): readonly string[] => [
    `              - Sid: Statement${index}`,
    '                Effect: Allow',
    '                Action:',
    '                  - s3:GetObject',
    '                  - s3:PutObject',
    `                  - dynamodb:${index % 2 === 0 ? 'GetItem' : 'PutItem'}`,
    '                Resource:',
    `                  - !Sub arn:\${AWS::Partition}:s3:::\${AWS::AccountId}-data-${number}-${index}/*`,
    `                  - !Sub arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/table-${number}-${index}`,
    '                Condition:',
    '                  StringEquals:',
    '                    aws:PrincipalTag/team: platform',
  ];
  const lines = [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    `  Role${number}:`,
    '    Type: AWS::IAM::Role',
    '    Properties:',
    '      AssumeRolePolicyDocument:',
    '        Version: "2012-10-17"',
    '        Statement:',
    '          - Effect: Allow',
    '            Principal: { Service: lambda.amazonaws.com }',
    '            Action: sts:AssumeRole',
    '      Policies:',
    '        - PolicyName: Access',
    '          PolicyDocument:',
    '            Version: "2012-10-17"',
    '            Statement:',
    ...Array.from({ length: 11 }, (_, index) => statement(index)).flat(),
  ];
  return `${lines.slice(0, 150).join('\n')}\n`;
}
