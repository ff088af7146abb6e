package io.billet.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What others can call or extend names no type of some packages: not as a parameter, a result, an argument of either.
 * Packages under {@code internal} are not for others.
 */
final class SignatureCondition extends ArchCondition<JavaClass> {

    private static final PackageMatcher INTERNAL = PackageMatcher.of("..internal..");

    private final PackageMatcher forbidden;
    private final Set<String> escapeHatches;

    SignatureCondition(String packages, Set<String> escapeHatches) {
        super("name no type of " + packages + " in a public or protected signature");
        this.forbidden = PackageMatcher.of(packages);
        this.escapeHatches = escapeHatches;
    }

    static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, predicate.test(type), type.getName() + " is not " + description));
            }
        };
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!isAccessible(type) || INTERNAL.matches(type.getPackageName())) {
            return;
        }
        report(type, "its declaration", declaration(type), events);
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isOpen(unit) && !escapeHatches.contains(type.getName() + "." + unit.getName())) {
                report(type, unit.getName() + "()", signature(unit), events);
            }
        }
        for (JavaField field : type.getFields()) {
            if (isOpen(field)) {
                report(type, field.getName(), Stream.of(field.getType()), events);
            }
        }
    }

    private void report(JavaClass type, String place, Stream<JavaType> types, ConditionEvents events) {
        types.flatMap(each -> each.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(each -> forbidden.matches(each.getPackageName()))
                .distinct()
                .forEach(each -> events.add(SimpleConditionEvent.violated(
                        type, type.getName() + ": " + place + " names " + each.getName())));
    }

    private static Stream<JavaType> declaration(JavaClass type) {
        return Stream.of(type.getSuperclass().stream(), type.getInterfaces().stream(), bounds(type.getTypeParameters()))
                .flatMap(each -> each);
    }

    private static Stream<JavaType> signature(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream(),
                        bounds(unit.getTypeParameters()))
                .flatMap(each -> each);
    }

    private static Stream<JavaType> bounds(Collection<? extends JavaTypeVariable<?>> variables) {
        return variables.stream().flatMap(each -> each.getBounds().stream());
    }

    private static boolean isAccessible(JavaClass type) {
        return isOpen(type)
                && type.getEnclosingClass()
                        .map(SignatureCondition::isAccessible)
                        .orElse(true);
    }

    private static boolean isOpen(HasModifiers element) {
        return element.getModifiers().contains(JavaModifier.PUBLIC)
                || element.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
