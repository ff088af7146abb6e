package io.billet.benchmarks.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A {@code DataSource} through which each query is first explained, with its own parameters, and then run: what it shows is
 * the plan of the very statement that a store sends, and how many rows were met on the way.
 */
final class ExplainedSource {

    private static final String POSTGRESQL = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) ";

    private final DataSource source;
    private final List<String> plans = new ArrayList<>();

    ExplainedSource(DataSource source) {
        this.source = source;
    }

    /** The query and its plan, for each query since the last call. */
    List<String> takePlans() {
        List<String> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    DataSource source() {
        return watched(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection ? explained(connection) : result);
    }

    private Connection explained(Connection connection) {
        return watched(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement statement
                                && method.getName().equals("prepareStatement")
                                && isQuery((String) arguments[0])
                        ? explained(statement, connection, (String) arguments[0])
                        : result);
    }

    /** Of one part or, in parentheses, of several. */
    private static boolean isQuery(String sql) {
        return sql.matches("(?s)[\\s(]*SELECT.*");
    }

    private PreparedStatement explained(PreparedStatement statement, Connection connection, String sql)
            throws SQLException {
        String explain = switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> "EXPLAIN ANALYZE ";
            case "MariaDB" -> "ANALYZE FORMAT=JSON ";
            default -> POSTGRESQL;
        };
        PreparedStatement plan = connection.prepareStatement(explain + sql);
        return watched(PreparedStatement.class, statement, (method, arguments, result) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length > 1) {
                call(plan, method, arguments);
            } else if (name.startsWith("execute")) {
                plans.add(sql.strip() + "\n" + rowsOf(plan));
            } else if (name.equals("close")) {
                plan.close();
            }
            return result;
        });
    }

    private static String rowsOf(PreparedStatement plan) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = plan.executeQuery()) {
            while (rows.next()) {
                text.append("    ").append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private interface Watcher {
        Object seen(Method method, Object[] arguments, Object result) throws Throwable;
    }

    private static <T> T watched(Class<T> type, T target, Watcher watcher) {
        return type.cast(Proxy.newProxyInstance(
                ExplainedSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> watcher.seen(method, arguments, call(target, method, arguments))));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
