import { describe, expect, it } from 'vitest';
import { readParameterFile } from '../../src/sources/index.ts';

describe('parameter files', () => {
  it.each([
    ['of the command line', 'p.json', '[{"ParameterKey":"A","ParameterValue":"x"},{"ParameterKey":"B","ParameterValue":"1,2"},{"ParameterKey":"C","UsePreviousValue":true}]', { A: 'x', B: '1,2' }],
    ['of the command line, in short', 'p.json', '["A=x","B=1=2","C="]', { A: 'x', B: '1=2', C: '' }],
    ['of a pipeline', 'p.json', '{"Parameters":{"A":"x","B":["1","2"]},"Tags":{"T":"t"}}', { A: 'x', B: ['1', '2'] }],
    ['as an object', 'p.json', '{"A":"x","AWS::Region":"eu-central-1","__proto__":"y"}', { A: 'x', 'AWS::Region': 'eu-central-1', ['__proto__']: 'y' }],
    ['in YAML', 'p.yaml', 'Account: 012345678901\nOn: yes\nFlag: true\n', { Account: '012345678901', On: 'yes', Flag: 'true' }],
  ])('%s', (_, path, text, parameters) => {
    expect(readParameterFile(path, text)).toEqual({ parameters, errors: [] });
  });
  it.each([
    ['{"A":{"b":1}}', 'expected a text or a list of texts as the value of `A`, found an object'],
    ['[{"Key":"A"}]', 'expected an object with `ParameterKey` and `ParameterValue`'],
    ['["A"]', 'expected an object with `ParameterKey` and `ParameterValue`'],
    ['7', 'expected a list or an object of parameters, found a number'],
    ['{"A":', 'expected `}` before the end of the text'],
  ])('that are wrong: %s', (text, message) => {
    const { errors } = readParameterFile('p.json', text);
    expect(errors.map((error) => error.message)).toEqual([message]);
    expect(errors[0]?.loc.span).toBeDefined();
  });
});
