/** Storage in a relational database. */
module io.billet.storage.jdbc {
    requires transitive io.billet.storage.api;
    requires transitive java.sql;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static com.h2database;
    requires transitive static org.jspecify;

    exports io.billet.storage.jdbc;
}
