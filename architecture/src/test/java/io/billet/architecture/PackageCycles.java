package io.billet.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Among our packages arrows run one way. A package at the door and those under its {@code internal} may know one another: what
 * is inside speaks the vocabulary of the door, which calls it; they count as one step down.
 */
final class PackageCycles extends ArchCondition<JavaClass> {

    private static final String INTERNAL = ".internal";

    private final Map<String, Set<String>> arrows = new TreeMap<>();

    private final Map<String, String> doors;

    /** @param doors packages that stand behind another without being named {@code internal}, by their names */
    PackageCycles(Map<String, String> doors) {
        super("have no way back from the packages that they depend on");
        this.doors = doors;
    }

    @Override
    public void init(Collection<JavaClass> all) {
        arrows.clear();
        for (JavaClass type : all) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (counts(dependency)) {
                    arrows.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>())
                            .add(target(dependency));
                }
            }
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            if (counts(dependency) && leadsTo(target(dependency), type.getPackageName())) {
                events.add(SimpleConditionEvent.violated(
                        type,
                        type.getName() + " depends on " + target(dependency) + ", from which a way leads back to "
                                + type.getPackageName()));
            }
        }
    }

    private boolean counts(Dependency dependency) {
        String from = dependency.getOriginClass().getPackageName();
        String to = target(dependency);
        return to.startsWith("io.billet.") && !from.equals(to) && !isItsDoor(to, from);
    }

    private boolean isItsDoor(String door, String inside) {
        return door.equals(doors.get(inside))
                || inside.equals(door + INTERNAL)
                || inside.startsWith(door + INTERNAL + ".");
    }

    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }

    private boolean leadsTo(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(from));
        while (!next.isEmpty()) {
            String each = next.pop();
            if (each.equals(to)) {
                return true;
            }
            if (seen.add(each)) {
                next.addAll(arrows.getOrDefault(each, Set.of()));
            }
        }
        return false;
    }
}
