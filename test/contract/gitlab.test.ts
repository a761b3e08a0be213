import { gitlab } from '../../src/connectors/gitlab/connector.ts';
import { connectorContract } from './connector.ts';

// Constructed after docs.gitlab.com, CI/CD YAML syntax reference.
connectorContract(gitlab, {
  files: {
    '.gitlab-ci.yml': `include:
  - local: /ci/deploy.yml
  - project: platform/templates
    ref: main
    file: /build.yml
  - remote: https://example.com/ci.yml
stages: [build, deploy]
default:
  image: python:3.12
variables:
  MLFLOW_TRACKING_URI: https://mlflow.example.com
  REGISTRY_PASSWORD: Tr1ckyHorseBattery9
.base: &base
  before_script:
    - pip install --index-url https://$PYPI_TOKEN@pypi.example.com -r requirements.txt
train:
  <<: *base
  stage: build
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - papermill notebooks/train.ipynb out.ipynb
    - docker build -t registry.example.com/ml/trainer:$CI_COMMIT_SHA .
    - docker push registry.example.com/ml/trainer:$CI_COMMIT_SHA
promote:
  stage: deploy
  script: !reference [.promote, script]
downstream:
  stage: deploy
  trigger:
    project: platform/serving
`,
    'ci/deploy.yml': `.promote:
  script:
    - python -c "client.transition_model_version_stage('m', 3, 'Production')"
deploy:
  stage: deploy
  id_tokens:
    AWS_TOKEN:
      aud: https://gitlab.example.com
  secrets:
    DATABASE_PASSWORD:
      vault: production/db/password@ops
  environment:
    name: production
    url: https://models.example.com
  when: manual
  script:
    - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::123456789012:role/deploy --web-identity-token $AWS_TOKEN
    - aws eks update-kubeconfig --name ml-prod
    - helm upgrade vllm ./chart --set token=$HF_TOKEN
`,
  },
  secrets: ['Tr1ckyHorseBattery9'],
});
