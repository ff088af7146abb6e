package io.billet.storage.jdbc;

class MariaDbContractTest extends JdbcContract {
    MariaDbContractTest() {
        super(TestDatabase.MARIADB);
    }
}
