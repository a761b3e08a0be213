import { cloudformation } from '../../src/connectors/cloudformation/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the CloudFormation template reference and the SAM developer guide (docs.aws.amazon.com). */
connectorContract(cloudformation, {
  files: {
    'infra/ml.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Password: { Type: String, NoEcho: true, Default: Zq8vN2xWk5TbR7mL }
Resources:
  Robot:
    Type: AWS::IAM::User
    Properties:
      UserName: robot
      Groups: [!Ref Team]
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']
  Team: { Type: AWS::IAM::Group }
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Robot } }
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties: { RoleArn: !GetAtt Role.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: { Service: sagemaker.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: !Sub 'p-\${Password}'
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref Secret }] }
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: { Name: hf-token, SecretString: hf_AbCdEfGhIjKlMnOpQrStUvWxYz12345678 }
`,
    'infra/app.json': JSON.stringify(
      {
        Transform: 'AWS::Serverless-2016-10-31',
        Resources: {
          Ask: {
            Type: 'AWS::Serverless::Function',
            Properties: { Policies: ['AmazonBedrockFullAccess', { Statement: [{ Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' }] }] },
          },
        },
      },
      null,
      1,
    ),
  },
  secrets: ['Zq8vN2xWk5TbR7mL', 'hf_AbCdEfGhIjKlMnOpQrStUvWxYz12345678'],
}); // prettier-ignore
