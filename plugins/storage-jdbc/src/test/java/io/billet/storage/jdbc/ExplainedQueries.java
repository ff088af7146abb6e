package io.billet.storage.jdbc;

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
 * A {@code DataSource} that asks the database how it will answer, with EXPLAIN and the same parameters, before each query
 * is run through it.
 */
final class ExplainedQueries {

    private final DataSource source;
    private final List<String> plans = new ArrayList<>();

    ExplainedQueries(DataSource source) {
        this.source = source;
    }

    /** Plans of the queries run since the last call: the query, and each row of its plan on a line of its own. */
    List<String> takePlans() {
        List<String> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? explained(connection) : result;
        });
    }

    private Connection explained(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                    ? explained(statement, connection, (String) arguments[0])
                    : result;
        });
    }

    private record Setting(Method method, Object[] arguments) {}

    private PreparedStatement explained(PreparedStatement statement, Connection connection, String sql) {
        List<Setting> settings = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            boolean setsParameter = method.getName().startsWith("set") && arguments.length > 1;
            if (setsParameter) {
                settings.add(new Setting(method, arguments));
            } else if (method.getName().startsWith("execute") && sql.matches("(?s)\\s*\\(?SELECT.*")) {
                plans.add(plan(connection, sql, settings));
            }
            return call(statement, method, arguments);
        });
    }

    private static String plan(Connection connection, String sql, List<Setting> settings) throws Throwable {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (Setting setting : settings) {
                call(explain, setting.method(), setting.arguments());
            }
            StringBuilder plan = new StringBuilder(sql.strip()).append('\n');
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(row(rows)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static String row(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnLabel(i) + "=" + row.getString(i));
        }
        return String.join(" ", columns);
    }

    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        Object[] none = {};
        return type.cast(Proxy.newProxyInstance(
                ExplainedQueries.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method, arguments == null ? none : arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
