package io.billet.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The packages of one module as slices between which no cycle may be. A public package counts as two: the values that the
 * packages under {@code internal} know, and its doors, which are the rest. So a type that the inside knows, or that such a
 * type knows, must not know the inside.
 */
final class PackageSlices implements SliceAssignment {

    private static final PackageMatcher INTERNAL = PackageMatcher.of("..internal..");

    private final PackageMatcher module;

    PackageSlices(String module) {
        this.module = PackageMatcher.of(module);
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        if (!module.matches(type.getPackageName())) {
            return SliceIdentifier.ignore();
        }
        return SliceIdentifier.of(type.getPackageName(), isInside(type) || isValue(type) ? "" : "doors");
    }

    @Override
    public String getDescription() {
        return "packages, and doors apart from values";
    }

    private boolean isInside(JavaClass type) {
        return module.matches(type.getPackageName()) && INTERNAL.matches(type.getPackageName());
    }

    /** Looks through those that know a type, and those that know these, for one inside. */
    private boolean isValue(JavaClass type) {
        Set<JavaClass> seen = new HashSet<>(Set.of(type));
        Deque<JavaClass> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (Dependency dependency : next.pop().getDirectDependenciesToSelf()) {
                JavaClass origin = dependency.getOriginClass();
                if (isInside(origin)) {
                    return true;
                }
                if (module.matches(origin.getPackageName()) && seen.add(origin)) {
                    next.push(origin);
                }
            }
        }
        return false;
    }
}
