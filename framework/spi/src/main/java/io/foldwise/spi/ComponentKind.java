package io.foldwise.spi;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of part that an experiment is made of: models, losses, samplers. Kinds are open: an interface becomes one by the
 * annotation {@link Kind}.
 *
 * @param label the kind's name as users read it: {@code model}, {@code sampler}
 * @param contract the interface that every component of this kind implements
 */
public record ComponentKind(String label, Class<?> contract) implements Comparable<ComponentKind> {

    /**
     * The kind that an interface is the contract of.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ComponentKind of(Class<?> contract) {
        if (!contract.isAnnotationPresent(Kind.class)) {
            throw new IllegalArgumentException(contract.getName() + " is no kind of component: it has no @Kind");
        }
        return new ComponentKind(contract.getAnnotation(Kind.class).value(), contract);
    }

    /** The kinds whose contracts a class implements. */
    public static Set<ComponentKind> implementedBy(Class<?> component) {
        Set<ComponentKind> kinds = new TreeSet<>();
        Collection<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>();
        waiting.add(component);
        while (!waiting.isEmpty()) {
            Class<?> type = waiting.remove();
            if (!seen.add(type)) {
                continue;
            }
            if (type.isAnnotationPresent(Kind.class)) {
                kinds.add(of(type));
            }
            waiting.addAll(Arrays.asList(type.getInterfaces()));
            if (type.getSuperclass() != null) {
                waiting.add(type.getSuperclass());
            }
        }
        return kinds;
    }

    /** By name. */
    @Override
    public int compareTo(ComponentKind other) {
        int byLabel = label.compareTo(other.label);
        return byLabel != 0 ? byLabel : contract.getName().compareTo(other.contract.getName());
    }
}
