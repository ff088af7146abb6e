package io.billet.storage.jdbc;

class PostgresqlContractTest extends JdbcContract {
    PostgresqlContractTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
