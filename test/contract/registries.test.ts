import { registries } from '../../src/connectors/registries/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the MLflow REST API (mlflow.org) and the Qdrant configuration (qdrant.tech). */
connectorContract(registries, {
  files: {
    'mlflow/models.json': JSON.stringify(
      {
        registered_models: [
          {
            name: 'churn',
            creation_timestamp: 1,
            aliases: [{ alias: 'champion', version: '2' }],
            latest_versions: [
              { name: 'churn', version: '2', current_stage: 'Production', source: 's3://models/churn/2/model.pkl', run_id: 'r1', user_id: 'ada' },
            ],
          },
        ],
      },
      null,
      1,
    ),
    'mlflow/users.json': JSON.stringify(
      { users: [{ username: 'ada', registered_model_permissions: [{ name: 'churn', permission: 'MANAGE', user_id: 1 }] }] },
      null,
      1,
    ).replace('"users"', '"registered_model_permission_list": 1, "users"'),
    'model/MLmodel': 'artifact_path: model\nrun_id: r1\nflavors:\n  python_function:\n    loader_module: mlflow.sklearn\n  sklearn: { serialization_format: cloudpickle }\n',
    'qdrant/config.yaml': 'storage: { storage_path: ./storage }\nservice:\n  api_key: Vx83kQpl29ZsRt4TqWm\n',
  },
  secrets: ['Vx83kQpl29ZsRt4TqWm'],
}); // prettier-ignore
