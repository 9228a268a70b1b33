import type { ResolvedResource } from '../../sources/index.ts';

/** How long a name may be, and whether it is made lower case. */
interface NameRule {
  readonly longest: number;
  readonly lowerCase?: true;
}

/**
 * Types whose names CloudFormation makes of the stack's name, the logical ID and a unique ID when the template
 * gives none, with the length that their service allows. Longer names are cut in a way that is not documented.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html and the quota or
 * naming page of each service
 */
const NAMED_BY_CLOUDFORMATION: Readonly<Partial<Record<string, NameRule>>> = {
  'AWS::CloudWatch::Alarm': { longest: 255 },
  'AWS::DynamoDB::Table': { longest: 255 },
  'AWS::ECR::Repository': { longest: 256, lowerCase: true },
  'AWS::Events::Rule': { longest: 64 },
  'AWS::IAM::Group': { longest: 128 },
  'AWS::IAM::InstanceProfile': { longest: 128 },
  'AWS::IAM::ManagedPolicy': { longest: 128 },
  'AWS::IAM::Role': { longest: 64 },
  'AWS::IAM::User': { longest: 64 },
  'AWS::Kinesis::Stream': { longest: 128 },
  'AWS::KinesisFirehose::DeliveryStream': { longest: 64 },
  'AWS::Lambda::Function': { longest: 64 },
  'AWS::Logs::LogGroup': { longest: 512 },
  'AWS::S3::Bucket': { longest: 63, lowerCase: true },
  'AWS::Serverless::Function': { longest: 64 },
  'AWS::Serverless::SimpleTable': { longest: 255 },
  'AWS::SNS::Topic': { longest: 256 },
  'AWS::SQS::Queue': { longest: 80 },
};

/** Two hyphens and the unique ID, which has twelve or thirteen characters. */
const UNIQUE_ID = 15;

/** The name that CloudFormation gives a resource, as a pattern; undefined where its form is not known. */
export function generatedName({ type, logicalId }: Pick<ResolvedResource, 'type' | 'logicalId'>, stackName: string | undefined): string | undefined {
  const rule = NAMED_BY_CLOUDFORMATION[type];
  if (rule === undefined || stackName === undefined) return undefined;
  // The variable of a loop whose values are not known.
  const name = `${stackName}-${logicalId.replaceAll(/[$&]\{[^}]*\}/g, '*')}`;
  if (name.length + UNIQUE_ID > rule.longest) return undefined;
  return `${rule.lowerCase === true ? name.toLowerCase() : name}-*`.replaceAll(/\*{2,}/g, '*');
}
