package io.billet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The shape of Billet as rules. Each is proven twice in {@link ArchitectureTest}: that our classes keep it, and that it
 * notices the classes under {@code ..broken..} of this module's tests, which break it on purpose.
 */
final class Rules {

    private static final String CORE = "io.billet.core..";
    private static final String RENDERER = "io.billet.renderer..";
    private static final String STORAGE_API = "io.billet.storage.api..";
    private static final String STORAGE_TCK = "io.billet.storage.tck..";
    private static final String STORAGE_JDBC = "io.billet.storage.jdbc..";
    private static final String STORAGE_FILES = "io.billet.storage.files..";
    private static final String ENGINE = "io.billet.engine..";
    private static final String MAIL_SMTP = "io.billet.mail.smtp..";
    private static final String WEB = "io.billet.web..";
    private static final String SPRING = "io.billet.spring..";

    /**
     * Where the machine's clock, charset, locale, zone or randomness may be asked for: give the class and the reason.
     * A default clock is no such place: {@code Clock.systemUTC()} is allowed anywhere.
     */
    private static final Set<String> MAY_ASK_THE_MACHINE = Set.of(
            // The number under which an error page and the log speak of one incident; nothing depends on it.
            "io.billet.engine.FailureLog",
            // How long to wait before a write that another one ended is repeated; apart by chance, or they meet again.
            "io.billet.storage.jdbc.Database");

    /** jte makes a public class of each template; they are called by jte alone. */
    private static final String GENERATED_TEMPLATE = "io\\.billet\\.web\\.theme\\.Jte\\w+Generated";

    /** Class and method: where a type of Flexmark may stand in a signature, for a host's own extensions. */
    private static final Set<String> ESCAPE_HATCHES =
            Set.of("io.billet.renderer.MarkdownRenderer$Builder.flexmarkExtensions");

    private static final List<String> MODULES = List.of(
            CORE, RENDERER, STORAGE_API, STORAGE_TCK, STORAGE_JDBC, STORAGE_FILES, ENGINE, MAIL_SMTP, WEB, SPRING);

    private Rules() {}

    /** All rules, by the name under which {@link ArchitectureTest} runs them. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("core depends on nothing of ours", sees(CORE));
        rules.put("renderer depends on core", sees(RENDERER, CORE));
        rules.put("storage-api depends on core", sees(STORAGE_API, CORE));
        rules.put("storage-tck depends on storage-api", sees(STORAGE_TCK, CORE, STORAGE_API));
        rules.put("storage-jdbc depends on storage-api", sees(STORAGE_JDBC, CORE, STORAGE_API));
        rules.put("storage-files depends on storage-api", sees(STORAGE_FILES, CORE, STORAGE_API));
        rules.put("engine depends on core, renderer and storage-api", sees(ENGINE, CORE, RENDERER, STORAGE_API));
        rules.put("mail-smtp depends on engine", sees(MAIL_SMTP, CORE, ENGINE));
        rules.put("web does not depend on a store", sees(WEB, CORE, RENDERER, STORAGE_API, ENGINE));
        rules.put(
                "the starter depends on web, storage-jdbc and mail-smtp",
                sees(SPRING, CORE, RENDERER, STORAGE_API, STORAGE_JDBC, ENGINE, MAIL_SMTP, WEB));
        rules.put("only the adapters know a server", onlyAdaptersKnowAServer());
        rules.put("stores do not depend on engine", storesDoNotDependOnEngine());
        rules.put("no cycle between packages", noCycleInAnyModule());
        rules.put("nobody knows the inside of another package", nobodyReachesInside());
        rules.put("core needs only jspecify and jackson-annotations", needsOnly(CORE));
        rules.put("storage-api needs only jspecify and jackson-annotations", needsOnly(STORAGE_API, CORE));
        rules.put("no signature names Flexmark", noSignatureNames("com.vladsch.."));
        rules.put("no signature names Jdbi", noSignatureNames("org.jdbi.."));
        rules.put("no signature names jte", noSignatureNames("gg.jte.."));
        rules.put("no signature names H2", noSignatureNames("org.h2.."));
        rules.put("no signature names the OWASP sanitizer", noSignatureNames("org.owasp.."));
        rules.put("public types stand in null-marked packages", publicTypesAreNullMarked());
        rules.put("names say what a class is", namesSayWhatAClassIs());
        rules.put("nothing depends on the machine's clock, charset, locale or zone", nothingAsksTheMachine());
        rules.put("randomness comes from an injected source", randomnessIsInjected());
        return rules;
    }

    /** Of our packages, {@code module} sees only itself and {@code others}. */
    private static ArchRule sees(String module, String... others) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(others).or(resideInAPackage(module));
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("io.billet..").and(DescribedPredicate.not(allowed)))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyAdaptersKnowAServer() {
        return noClasses()
                .that()
                .resideInAPackage("io.billet..")
                .and()
                .resideOutsideOfPackages("io.billet.web.jdk..", "io.billet.web.servlet..", SPRING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "com.sun.net.httpserver..")
                .allowEmptyShould(true);
    }

    private static ArchRule storesDoNotDependOnEngine() {
        return noClasses()
                .that()
                .resideInAPackage("io.billet.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, WEB, RENDERER)
                .allowEmptyShould(true);
    }

    /** What stands under {@code x.internal} is for {@code x} and what stands below it. */
    private static ArchRule nobodyReachesInside() {
        return classes().should(new ArchCondition<>("reach into no internal package of others") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String inside =
                            dependency.getTargetClass().getBaseComponentType().getPackageName();
                    int internal = (inside + ".").indexOf(".internal.");
                    boolean isOurs = inside.startsWith("io.billet.") && internal >= 0;
                    if (isOurs && !(type.getPackageName() + ".").startsWith(inside.substring(0, internal) + ".")) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " reaches into " + inside));
                    }
                }
            }
        });
    }

    private static ArchRule needsOnly(String module, String... others) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", module, "org.jspecify..", "com.fasterxml.jackson.annotation..")
                                .or(resideInAnyPackage(others)))
                .allowEmptyShould(true);
    }

    private static ArchRule noCycleInAnyModule() {
        List<ArchRule> each = new ArrayList<>();
        for (String module : MODULES) {
            each.add(slices().assignedFrom(new PackageSlices(module))
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true));
        }
        return CompositeArchRule.of(each);
    }

    private static ArchRule noSignatureNames(String packages) {
        return classes()
                .that()
                .haveNameNotMatching(GENERATED_TEMPLATE)
                .should(new SignatureCondition(packages, ESCAPE_HATCHES))
                .allowEmptyShould(true);
    }

    private static ArchRule publicTypesAreNullMarked() {
        return classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .resideInAPackage("..")
                .andShould(SignatureCondition.be(
                        "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
                .allowEmptyShould(true);
    }

    private static ArchRule namesSayWhatAClassIs() {
        return classes()
                .should()
                .haveNameNotMatching(".*[.$][A-Za-z0-9]*(Utils?|Helpers?|Managers?|Impl|Data)")
                .allowEmptyShould(true);
    }

    private static ArchRule nothingAsksTheMachine() {
        return noClasses()
                .that(areNotAllowedTo())
                .should()
                .accessTargetWhere(describe("it takes a default of the machine", MachineDefaults::takesOne))
                .allowEmptyShould(true);
    }

    private static ArchRule randomnessIsInjected() {
        return noClasses()
                .that(areNotAllowedTo())
                .should()
                .accessTargetWhere(
                        describe("it is random by itself", (JavaAccess<?> call) -> MachineDefaults.isRandom(call)))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> areNotAllowedTo() {
        return describe("are not a marked place", type -> !MAY_ASK_THE_MACHINE.contains(type.getName()));
    }
}
