package io.kontor.acceptance.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Conditions that the rules need and the library lacks. */
final class Conditions {

    /** Classes that the compiler makes for a switch over an enum. */
    static final DescribedPredicate<JavaClass> GENERATED =
            nameMatching(".*\\$[0-9]+").<JavaClass>forSubtype().as("made by the compiler");

    /** A broken promise of our own code; never an answer to a caller. */
    private static final Set<String> PROGRAMMING_ERRORS =
            Set.of("java.lang.IllegalArgumentException", "java.lang.IllegalStateException", "java.lang.AssertionError");

    /** By name: the parents of classes outside the modules are not resolved. */
    private static final Pattern THROWABLE = Pattern.compile(".*(Exception|Error|Throwable)");

    private Conditions() {}

    static ArchCondition<JavaCodeUnit> takeAny(DescribedPredicate<JavaClass> type) {
        return condition("take a parameter of type " + type.getDescription(), (unit, events) -> {
            boolean taken = unit.getRawParameterTypes().stream().anyMatch(type);
            events.add(new SimpleConditionEvent(unit, taken, unit.getDescription() + " takes one"));
        });
    }

    /** Checks what is created to be thrown as well as what is declared; static factories answer to no caller yet. */
    static ArchCondition<JavaClass> throwOnly(String simpleName) {
        return condition("throw only " + simpleName, (owner, events) -> {
            Stream<String> declared = owner.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .flatMap(method -> method.getThrowsClause().stream()
                            .map(ThrowsDeclaration::getRawType)
                            .filter(type -> !isOrExtends(type, simpleName))
                            .map(type -> method.getFullName() + " declares " + type.getName()));
            Stream<String> created = owner.getConstructorCallsFromSelf().stream()
                    .filter(call -> !call.getOrigin().getModifiers().contains(JavaModifier.STATIC))
                    .filter(call ->
                            THROWABLE.matcher(call.getTargetOwner().getName()).matches())
                    .filter(call -> !isOrExtends(call.getTargetOwner(), simpleName))
                    .filter(call ->
                            !PROGRAMMING_ERRORS.contains(call.getTargetOwner().getName()))
                    .map(JavaConstructorCall::getDescription);
            Stream.concat(declared, created)
                    .forEach(message -> events.add(SimpleConditionEvent.violated(owner, message)));
        });
    }

    static ArchCondition<JavaMethod> notShow(String prefix) {
        return condition("not show a type of " + prefix, (method, events) -> {
            if (method.getOwner().getPackageName().startsWith("io.kontor.client.fabric")
                    && !method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
                return;
            }
            method.getAllInvolvedRawTypes().stream()
                    .filter(type -> type.getName().startsWith(prefix))
                    .forEach(type -> events.add(
                            SimpleConditionEvent.violated(method, method.getFullName() + " shows " + type.getName())));
        });
    }

    private static boolean isOrExtends(JavaClass type, String simpleName) {
        return type.getSimpleName().equals(simpleName)
                || type.getAllRawSuperclasses().stream()
                        .anyMatch(parent -> parent.getSimpleName().equals(simpleName));
    }

    private static <T> ArchCondition<T> condition(String description, Check<? super T> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                check.check(item, events);
            }
        };
    }

    private interface Check<T> {
        void check(T item, ConditionEvents events);
    }
}
