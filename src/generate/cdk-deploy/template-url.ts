/**
 * The bucket of an object's URL: `s3://bucket/key`, as the CDK writes it, or one of the two forms of HTTPS.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketOfUrl(url: string): string | undefined {
  return FORMS.map((form) => form.exec(url)?.[1]).find((bucket) => bucket !== undefined);
}

const FORMS: readonly RegExp[] = [/^s3:\/\/([^/]+)\/./, /^https:\/\/s3[.-][^/]*\/([^/]+)\/./, /^https:\/\/([^/]+?)\.s3[.-][^/]*\/./];
