import { describe, expect, it } from 'vitest';
import { readTexts } from '../testing/read-texts.ts';
import { cloudformation } from './connector.ts';

const LITERAL = ['kT9', 'wq2', 'Lm4', 'xZ7'].join('');

function found(template: object): readonly string[] {
  const { estate } = readTexts(cloudformation, {
    'app/stack.json': JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', ...template }),
  });
  expect(JSON.stringify(estate)).not.toContain(LITERAL);
  return estate.facts.flatMap((one) => (one.fact === 'credential' ? [`${one.node} ${one.kind} ${one.where}`] : []));
}

const resource = (Type: string, Properties: object): object => ({ Resources: { R: { Type, Properties } } });
const topic = resource('AWS::SNS::Topic', {});

describe('credentials that are written into templates of CloudFormation', () => {
  it.each<[string, object, readonly string[]]>([
    ['the default of a parameter', { Parameters: { DbPassword: { Type: 'String', NoEcho: true, Default: LITERAL } }, ...topic }, ['Parameters.DbPassword password file']],
    ['a property', resource('AWS::RDS::DBInstance', { MasterUsername: 'ada', MasterUserPassword: LITERAL }), ['Resources.R.MasterUserPassword password file']],
    ['a text that is put together', resource('AWS::AppRunner::Service', { Url: { 'Fn::Sub': `postgres://u:${LITERAL}@\${Host}/db` } }), ['Resources.R.Url database-url url']],
    ['a script', resource('AWS::EC2::Instance', { UserData: { 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/sh', `export DB_PASSWORD=${LITERAL}`]] } } }), ['Resources.R.DB_PASSWORD password file']],
    ['a setting with a name', resource('AWS::ElasticBeanstalk::Environment', { OptionSettings: [{ OptionName: 'DB_PASSWORD', Value: LITERAL }] }), ['Resources.R.DB_PASSWORD password file']],
    ['a mapping', { Mappings: { Env: { prod: { DbPassword: LITERAL } } }, ...topic }, ['Mappings.Env.DbPassword password file']],
  ])('are found in %s', (_, template, want) => {
    expect(found(template)).toEqual(want.map((one) => `cloudformation:Literal:default/app/stack.json/${one}`));
  }); // prettier-ignore

  it.each<[string, object]>([
    ['references', resource('AWS::RDS::DBInstance', { MasterUserPassword: { Ref: 'DbPasswordParameter1' } })],
    ['dynamic references', resource('AWS::RDS::DBInstance', { MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}' })],
    ['attributes of others', resource('AWS::RDS::DBInstance', { MasterUserPassword: { 'Fn::GetAtt': ['Secret9x7', 'PasswordValue1'] } })],
    ['what describes a parameter', { Parameters: { DbPassword: { Type: 'String', Description: `password=${LITERAL}` } }, ...topic }],
  ])('are not seen in %s', (_, template) => {
    expect(found(template)).toEqual([]);
  }); // prettier-ignore

  it('are told once where they are variables of a function', () => {
    const nodes = found(resource('AWS::Lambda::Function', { Environment: { Variables: { DB_PASSWORD: LITERAL } } }));
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatch(/^aws:ApiKey:.* env$/u);
  });
});
