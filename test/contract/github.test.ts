import { github } from '../../src/connectors/github/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after GitHub's documentation of the workflow syntax, of composite actions and of OpenID Connect. */
const DEPLOY = `name: Deploy
on:
  push:
    branches: [main]
  pull_request_target:
    types: [opened, synchronize]
permissions:
  contents: read
env:
  IMAGE: ghcr.io/acme/scorer
jobs:
  review:
    runs-on: ubuntu-latest
    env:
      REVIEW_TOKEN: \${{ secrets.REVIEW_TOKEN }}
      SLACK_TOKEN: xoxb-7712345678-9912345678901-Qm4Vt7Zx2Lc9KdRwYbNe
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - uses: ./.github/actions/test
        with:
          title: \${{ github.event.pull_request.title }}
  deploy:
    needs: review
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    environment: production
    permissions:
      id-token: write
      contents: write
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deployer
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: \${{ env.IMAGE }}:\${{ github.sha }}
      - run: |
          aws eks update-kubeconfig --name ml-prod
          kubectl -n serving apply -f k8s/
      - working-directory: notebooks
        run: papermill train.ipynb out.ipynb
      - run: terraform apply -auto-approve
  call:
    uses: acme/shared/.github/workflows/notify.yml@main
    secrets: inherit
`;

const ACTION = `name: test
inputs:
  title:
    default: none
runs:
  using: composite
  steps:
    - uses: tj-actions/changed-files@v44
    - shell: bash
      run: |
        echo "\${{ inputs.title }}"
        npm test
`;

const NIGHTLY = `on:
  pull_request:
  schedule:
    - cron: '0 3 * * *'
jobs:
  train:
    runs-on: [self-hosted, gpu]
    steps:
      - run: mlflow models register --stage Production
        env:
          MLFLOW_TRACKING_URI: https://mlflow.acme.example
      - run: huggingface-cli upload acme/scorer ./model
        env:
          HF_TOKEN: \${{ secrets.HF_TOKEN }}
`;

connectorContract(github, {
  files: {
    '.github/workflows/deploy.yml': DEPLOY,
    '.github/workflows/nightly.yaml': NIGHTLY,
    '.github/actions/test/action.yml': ACTION,
    '.github/CODEOWNERS': '* @acme/all\n/.github/ @acme/platform\n',
  },
  secrets: ['xoxb-7712345678-9912345678901-Qm4Vt7Zx2Lc9KdRwYbNe'],
});
