package io.billet.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Calls of, and references to, methods whose result depends on where and when the program runs. */
final class MachineDefaults {

    /** Whatever their parameters. */
    private static final Set<String> CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.time.Clock.systemDefaultZone",
            "java.time.ZoneId.systemDefault",
            "java.util.TimeZone.getDefault",
            "java.util.Locale.getDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.util.Calendar.getInstance",
            "java.lang.String.formatted");

    /** Only without parameters: with one they are given what they need. */
    private static final Set<String> CALLS_WITHOUT_PARAMETERS = Set.of(
            "java.lang.String.getBytes",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.ByteArrayOutputStream.toString",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Year.now",
            "java.util.Date.<init>");

    /** Name and parameters. */
    private static final Set<String> OVERLOADS = Set.of(
            "java.lang.String.<init>(byte[])",
            "java.lang.String.<init>(byte[],int,int)",
            "java.lang.String.format(java.lang.String,java.lang.Object[])",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.printf(java.lang.String,java.lang.Object[])",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Formatter.<init>()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.net.URLEncoder.encode(java.lang.String)",
            "java.net.URLDecoder.decode(java.lang.String)",
            "java.text.Collator.getInstance()",
            "java.text.BreakIterator.getWordInstance()");

    private static final Set<String> RANDOM = Set.of(
            "java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.concurrent.ThreadLocalRandom.current");

    private MachineDefaults() {}

    static boolean takesOne(JavaAccess<?> call) {
        String name = call.getTargetOwner().getName() + "." + call.getName();
        List<String> parameters = parameters(call);
        return CALLS.contains(name)
                || (parameters.isEmpty() && CALLS_WITHOUT_PARAMETERS.contains(name))
                || OVERLOADS.contains(name + "(" + String.join(",", parameters) + ")");
    }

    static boolean isRandom(JavaAccess<?> call) {
        String name = call.getTargetOwner().getName() + "." + call.getName();
        boolean seeded = !parameters(call).isEmpty();
        return RANDOM.contains(name) || (name.equals("java.util.Random.<init>") && !seeded);
    }

    private static List<String> parameters(JavaAccess<?> call) {
        return call.getTarget() instanceof CodeUnitAccessTarget method
                ? method.getRawParameterTypes().stream()
                        .map(MachineDefaults::sourceName)
                        .toList()
                : List.of();
    }

    private static String sourceName(JavaClass type) {
        return type.isArray() ? type.getComponentType().getName() + "[]" : type.getName();
    }
}
