package io.foldwise.engine.config;

import com.typesafe.config.ConfigUtil;
import io.foldwise.spi.ComponentDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys that mean nothing where they stand. What they may have been meant for is told at the end, when every other place
 * of the experiment is known.
 */
final class UnknownKeys {

    private static final int MOST = 3;

    private final ComponentCatalog catalog;
    private final Set<String> variables;
    private final List<Unknown> unknown = new ArrayList<>();
    private final Map<String, Set<String>> pathsByKey = new HashMap<>();

    private record Unknown(Cursor block, String key, Set<String> known, Optional<ComponentDeclaration> owner) {}

    /**
     * @param variables what substitutions name; at the root, such a key is known unless it is a block or a list
     */
    UnknownKeys(ComponentCatalog catalog, Set<String> variables) {
        this.catalog = catalog;
        this.variables = variables;
    }

    /** Remembers the keys that a block may have. */
    void know(Cursor block, RecordSchema schema) {
        know(block.location().key(), schema);
    }

    private void know(String block, RecordSchema schema) {
        for (String key : schema.keys()) {
            String name = ConfigUtil.joinPath(key);
            String path = block.isEmpty() ? name : block + "." + name;
            pathsByKey.computeIfAbsent(key, any -> new TreeSet<>()).add(path);
            schema.parameter(key)
                    .map(parameter -> parameter.type().unwrapped())
                    .filter(ValueType.Block.class::isInstance)
                    .ifPresent(type -> know(path, RecordSchema.of(((ValueType.Block) type).type())));
        }
    }

    /** Remembers the keys of a block that are not among the known ones. */
    void check(Cursor block, Set<String> known, Optional<ComponentDeclaration> owner) {
        for (String key : block.keys()) {
            if (!known.contains(key) && !variable(block, key)) {
                unknown.add(new Unknown(block, key, known, owner));
            }
        }
    }

    private boolean variable(Cursor block, String key) {
        return block.isRoot()
                && variables.contains(key)
                && block.child(key)
                        .map(value -> value.pending() || value.scalar())
                        .orElse(true);
    }

    List<Problem> problems() {
        return unknown.stream()
                .map(key -> new Problem(key.block().place(key.key()), "unknown key", remedy(key)))
                .toList();
    }

    private String remedy(Unknown key) {
        if (key.block().isRoot() && variables.contains(key.key())) {
            return "what substitutions take from the root must be a single value, not a list or a block";
        }
        Set<String> candidates = new TreeSet<>(key.known());
        if (key.block().isRoot()) {
            candidates.addAll(variables);
        }
        List<String> meant = Stream.of(NearestNames.to(key.key(), candidates), paths(key.key()))
                .flatMap(Collection::stream)
                .limit(MOST)
                .toList();
        if (!meant.isEmpty()) {
            return Problem.didYouMean(meant);
        }
        return key.owner().flatMap(owner -> kin(owner, key.key())).orElseGet(() -> elsewhere(key));
    }

    private String elsewhere(Unknown key) {
        List<String> paths = NearestNames.to(key.key(), pathsByKey.keySet()).stream()
                .flatMap(name -> paths(name).stream())
                .limit(MOST)
                .toList();
        return paths.isEmpty() ? "the keys here are " + String.join(", ", key.known()) : Problem.didYouMean(paths);
    }

    private Collection<String> paths(String key) {
        return pathsByKey.getOrDefault(key, Set.of());
    }

    /** The components of the same kind that do have the key. */
    private Optional<String> kin(ComponentDeclaration owner, String key) {
        List<String> names = catalog.of(owner.kind()).stream()
                .filter(other ->
                        ComponentCatalog.parameters(other.component()).keys().contains(key))
                .map(ComponentDeclaration::name)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(owner.name() + " has no such parameter, but " + String.join(", ", names)
                        + (names.size() == 1 ? " has" : " have"));
    }
}
