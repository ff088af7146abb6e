package io.billet.storage.jdbc;

class InstalledMariaDbContractTest extends JdbcContract {
    InstalledMariaDbContractTest() {
        super(TestDatabase.MARIADB_INSTALLED);
    }
}
