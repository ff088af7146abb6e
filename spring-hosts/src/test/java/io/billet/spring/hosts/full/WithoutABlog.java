package io.billet.spring.hosts.full;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in a process of its own, until its input ends. */
final class WithoutABlog {

    private WithoutABlog() {}

    /**
     * Starts it, and says what it consists of.
     *
     * @param arguments the file to say it in, and properties
     */
    public static void main(String[] arguments) throws Exception {
        String[] properties = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        try (ConfigurableApplicationContext application = FullHost.start(properties)) {
            CostOfAStart.figuresOfThisProcess().forEach(System.out::println);
            show(application, Path.of(arguments[0]));
        }
    }

    static void show(ConfigurableApplicationContext application, Path file) throws Exception {
        System.out.println("port=" + application.getEnvironment().getRequiredProperty("local.server.port"));
        Inventory.write(application, file);
        while (System.in.read() >= 0) {
            // Until whoever has started it is gone.
        }
    }
}
