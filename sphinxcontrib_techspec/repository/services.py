"""Services, languages and tools: what runs, and is no package of a lock file.

Titles, other names, categories and images are taken from the data set of
endoflife.date (https://github.com/endoflife-date/endoflife.date), Copyright 2020
endoflife.date contributors, under the MIT License, whose terms are those of this
package.

The rows of `_MORE` are not in it. A library that has the name of a service is most
often a client of it, with versions of its own.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Category = Literal[
    "database", "server", "language", "runtime", "os", "tool", "standard"
]
"""What a service is. A standard, such as a protocol, has no version to look up."""


class Service(NamedTuple):
    """A row of the table.

    Attributes:
        title: its name.
        category: what it is.
        aliases: its other names, in small letters.
        images: the images whose tags are its versions; an image whose last part is one
            of its names is one as well.
        tools: its names in files such as ``.tool-versions``.
    """

    title: str
    category: Category
    aliases: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


_TABLE = (
    Service(
        "PostgreSQL",
        "database",
        ("postgres", "pg", "psql", "pgsql", "postgres server"),
        ("postgres",),
        ("postgres",),
    ),
    Service("MySQL", "database", (), ("mysql",), ("mysql",)),
    Service(
        "MariaDB",
        "database",
        (),
        ("mariadb", "bitnami/mariadb", "bitnami/mariadb-galera"),
    ),
    Service("MongoDB", "database", ("mongodb server", "mongo"), (), ("mongodb",)),
    Service(
        "Redis",
        "database",
        (),
        ("redis", "redislabs/redis", "bitnami/redis", "cimg/redis", "ubuntu/redis"),
        ("redis",),
    ),
    Service("Valkey", "database", (), ("valkey/valkey",)),
    Service("Memcached", "database", (), ("memcached",)),
    Service("Elasticsearch", "database", ("elastic",)),
    Service("OpenSearch", "database", (), ("opensearchproject/opensearch",)),
    Service("Apache Cassandra", "database", ("cassandra",)),
    Service(
        "Apache CouchDB",
        "database",
        ("couchdb",),
        ("apache/couchdb", "couchdb", "bitnami/couchdb"),
    ),
    Service("ArangoDB", "database"),
    Service("ClickHouse", "database", (), ("clickhouse",)),
    Service("CockroachDB", "database", ("cockroach", "crdb")),
    Service(
        "Couchbase Server",
        "database",
        ("couchbase",),
        ("couchbase", "couchbase/server"),
    ),
    Service("etcd", "database", (), ("bitnami/etcd",)),
    Service("Apache Hadoop", "database", ("hadoop",), ("apache/hadoop",)),
    Service("Apache HBase", "database", ("hbase", "apache_hbase")),
    Service(
        "Microsoft SQL Server",
        "database",
        ("mssqlserver", "mssql", "microsoftsqlserver", "sql server"),
    ),
    Service("Neo4j", "database"),
    Service("Oracle Database", "database"),
    Service("SQLite", "database", ("sqlite3",)),
    Service("Tarantool", "database"),
    Service("Vitess", "database", (), ("vitess/lite",)),
    Service("Apache ActiveMQ Classic", "server", ("apache activemq", "activemq")),
    Service("Apache Flink", "server", ("flink",), ("flink", "apache/flink")),
    Service("Apache HTTP Server", "server", ("apache", "httpd", "apache httpd")),
    Service("Apache Kafka", "server", ("kafka",)),
    Service("Apache NiFi", "server", ("nifi",), ("apache/nifi",)),
    Service("Apache Pulsar", "server", ("pulsar",)),
    Service("Apache Spark", "server", ("spark",)),
    Service(
        "Apache Airflow", "server", ("airflow",), ("apache/airflow", "bitnami/airflow")
    ),
    Service("Caddy", "server", (), ("caddy",)),
    Service("Consul", "server", ("hashicorp consul",), ("consul",)),
    Service(
        "Envoy",
        "server",
        ("envoy proxy",),
        ("envoyproxy/envoy", "envoyproxy/envoy-distroless", "bitnami/envoy"),
    ),
    Service("Fluent Bit", "server", ("fluentbit",), ("fluent/fluent-bit",)),
    Service("GitLab", "server"),
    Service("GitLab Runner", "server", (), ("gitlab/gitlab-runner",)),
    Service("Grafana", "server"),
    Service(
        "Grafana Loki",
        "server",
        ("loki",),
        ("grafana/loki", "ubuntu/loki", "bitnami/grafana-loki"),
    ),
    Service("Graylog", "server"),
    Service("HAProxy", "server"),
    Service("Vault", "server", ("hashicorp vault",), (), ("vault",)),
    Service("InfluxDB", "server"),
    Service("Istio", "server", (), ("istio/pilot",)),
    Service("Jenkins", "server"),
    Service("Keycloak", "server"),
    Service("Kibana", "server"),
    Service("Kong Gateway", "server", ("kong",)),
    Service("Kubernetes", "server", ("k8s",)),
    Service("Logstash", "server"),
    Service("Meilisearch", "server"),
    Service("Nextcloud", "server"),
    Service("Nexus Repository", "server", ("nexus",)),
    Service("nginx", "server"),
    Service("Nomad", "server"),
    Service(
        "OpenBao",
        "server",
        ("open bao", "bao"),
        ("openbao/openbao", "openbao/openbao-ubi"),
    ),
    Service("Prometheus", "server", (), ("prom/prometheus", "bitnami/prometheus")),
    Service("RabbitMQ", "server"),
    Service("Apache Solr", "server", ("solr", "apache_solr")),
    Service("SonarQube Server", "server", ("sonarqube",)),
    Service("Telegraf", "server"),
    Service("Apache Tomcat", "server", ("tomcat",)),
    Service("Traefik", "server", (), ("traefik",)),
    Service("Zabbix", "server"),
    Service(
        "Apache ZooKeeper", "server", ("zookeeper", "apache_zookeeper"), ("zookeeper",)
    ),
    Service("Argo CD", "server", ("argocd",), ("argoproj/argocd",)),
    Service("Knative", "server"),
    Service("Harbor", "server"),
    Service("Jaeger", "server"),
    Service("authentik", "server", (), ("authentik/server",)),
    Service("Mattermost", "server"),
    Service(
        "WordPress",
        "server",
        (),
        ("wordpress", "bitnami/wordpress", "bitnami/wordpress-nginx"),
    ),
    Service("Drupal", "server", (), ("bitnami/drupal", "drupal")),
    Service("Python", "language", (), ("python", "bitnami/python"), ("python",)),
    Service("Ruby", "language", (), ("ruby",), ("ruby",)),
    Service("PHP", "language", (), (), ("php",)),
    Service(
        "Go",
        "language",
        ("golang",),
        ("golang", "cimg/go", "bitnami/golang"),
        ("go", "golang"),
    ),
    Service("Rust", "language", ("rustlang",), (), ("rust",)),
    Service("Kotlin", "language", ("kotlinlang",), (), ("kotlin",)),
    Service("Scala", "language", (), (), ("scala",)),
    Service("Elixir", "language", (), (), ("elixir",)),
    Service("Erlang", "language", ("erlang otp",), (), ("erlang",)),
    Service("Julia", "language", ("julialang",), (), ("julia",)),
    Service("Lua", "language", (), (), ("lua",)),
    Service("Perl", "language", (), (), ("perl",)),
    Service("Microsoft PowerShell", "language", ("powershell", "pwsh")),
    Service(
        "Java", "language", ("eclipse temurin", "temurin", "openjdk"), (), ("java",)
    ),
    Service("Amazon Corretto", "language", ("corretto",), ("amazoncorretto",)),
    Service("Oracle JDK", "language", ("oracle java",)),
    Service(
        "Node.js",
        "runtime",
        ("nodejs", "node"),
        ("node", "cimg/node", "bitnami/node"),
        ("nodejs", "node"),
    ),
    Service("Bun", "runtime", (), ("oven/bun",), ("bun",)),
    Service("Deno", "runtime", (), ("denoland/deno",), ("deno",)),
    Service(
        ".NET",
        "runtime",
        ("microsoft .net", "dotnet", "dotnetcore", ".net core", "asp.net core"),
        (),
        ("dotnet", "dotnet-core"),
    ),
    Service("Alpine Linux", "os", ("alpine", "alpinelinux")),
    Service("Debian", "os"),
    Service("Ubuntu", "os", ("ubuntu linux",)),
    Service("AlmaLinux OS", "os", ("almalinux", "alma linux")),
    Service("Rocky Linux", "os", ("rocky", "rockylinux")),
    Service("Fedora Linux", "os", ("fedora",)),
    Service("CentOS", "os"),
    Service("Amazon Linux", "os", (), ("amazonlinux",)),
    Service("Red Hat Enterprise Linux", "os", ("rhel", "redhat", "redhatlinux")),
    Service("openSUSE", "os", ("opensuseleap",)),
    Service("Microsoft Windows Server", "os", ("windows server", "windowsserver")),
    Service("Android", "os", ("android os", "aosp", "androidos")),
    Service("iOS", "os", ("apple ios",)),
    Service("macOS", "os", ("apple macos",)),
    Service("Apache Maven", "tool", ("maven", "mvn"), (), ("maven",)),
    Service("Gradle", "tool", (), (), ("gradle",)),
    Service("Bazel", "tool", (), (), ("bazel",)),
    Service("Docker", "tool", ("docker engine",)),
    Service("containerd", "tool"),
    Service("Podman", "tool"),
    Service("Terraform", "tool", ("hashicorp terraform",), (), ("terraform",)),
    Service("OpenTofu", "tool", ("tofu", "open tofu"), (), ("opentofu",)),
    Service("Ansible", "tool"),
    Service("Ansible-core", "tool", ("ansible core",)),
    Service("nix", "tool", ("nixlang",)),
    Service("pnpm", "tool", (), (), ("pnpm",)),
    Service("Yarn", "tool", (), (), ("yarn",)),
    Service("Composer", "tool", (), ("composer",)),
    Service("Google Chrome", "tool", ("chrome", "chromium")),
    Service("Firefox", "tool"),
    Service("FFmpeg", "tool"),
    Service("OpenSSL", "tool"),
    Service("nvm", "tool"),
    Service("LibreOffice", "tool"),
)

_MORE = (
    Service("Db2", "database", ("ibm db2",)),
    Service("LanceDB", "database"),
    Service("libSQL", "database", ("sqld",)),
    Service("Milvus", "database"),
    Service("Qdrant", "database", (), ("qdrant/qdrant",)),
    Service("SurrealDB", "database", (), ("surrealdb/surrealdb",)),
    Service("TimescaleDB", "database", ("timescale",)),
    Service("Turso", "database"),
    Service("Typesense", "database", (), ("typesense/typesense",)),
    Service("Weaviate", "database", (), ("semitechnologies/weaviate",)),
    Service("pgvector", "database"),
    Service("PostGIS", "database"),
    Service("PgBouncer", "server"),
    Service("LocalStack", "server", (), ("localstack/localstack",)),
    Service("MinIO", "server"),
    Service("Mosquitto", "server", ("eclipse mosquitto",), ("eclipse-mosquitto",)),
    Service("NATS", "server", ("nats server",), ("nats",)),
    Service("Ollama", "server", (), ("ollama/ollama",)),
    Service("Sentry", "server"),
    Service("Supabase", "server"),
    Service("Temporal", "server"),
    Service("C", "language"),
    Service("C++", "language", ("cpp",)),
    Service("C#", "language", ("csharp",)),
    Service("Bash", "language"),
    Service("Dart", "language", (), (), ("dart",)),
    Service("Swift", "language", (), ("swift",), ("swift",)),
    Service("Zig", "language", (), (), ("zig",)),
    Service("Flutter", "tool", (), (), ("flutter",)),
    Service("Git", "tool"),
    Service("Graphviz", "tool"),
    Service("Helm", "tool", (), (), ("helm",)),
    Service("npm", "tool", (), (), ("npm",)),
    Service("pip", "tool", (), (), ("pip",)),
    Service("Poetry", "tool", (), (), ("poetry",)),
    Service("uv", "tool", (), ("astral-sh/uv",), ("uv",)),
    Service("GraphQL", "standard"),
    Service("gRPC", "standard"),
    Service("HTTP", "standard", ("https", "http/2", "http/3")),
    Service("CSS", "standard"),
    Service("HTML", "standard"),
    Service("JSON Schema", "standard"),
    Service("JWT", "standard"),
    Service("OAuth", "standard", ("oauth2", "oauth 2.0", "oidc", "openid connect")),
    Service("OpenAPI", "standard", ("swagger",)),
    Service("OpenTelemetry", "standard", ("otel",)),
    Service("Protocol Buffers", "standard", ("protobuf",)),
    Service("REST", "standard"),
    Service("SQL", "standard"),
    Service("TLS", "standard", ("mtls", "ssl")),
    Service("WebSocket", "standard"),
    Service("YAML", "standard"),
)

SERVICES: tuple[Service, ...] = (*_TABLE, *_MORE)
"""The table; a name stands in one row only."""

_BY_NAME = {
    name: service
    for service in SERVICES
    for name in (service.title.lower(), *service.aliases)
}


def service_named(name: str) -> Service | None:
    """Return the service of a name, however its letters are written.

    Args:
        name: such as *Postgres* or *Node.js*.
    """
    return _BY_NAME.get(" ".join(name.lower().split()))
