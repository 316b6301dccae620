package io.foldwise.engine.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large an experiment becomes when its substitutions are made, found without making them: each of forty lines that holds
 * the one before twice is short, and all of them together fill any memory. Sizes are bounds: what a substitution gives may
 * be overridden.
 */
final class SubstitutionGrowth {

    /** In characters; far beyond what anyone writes. */
    private static final long LARGEST = 1 << 22;

    /** Resolving recurses from reference to reference, and what looks at the result from block to block. */
    private static final int DEEPEST = 300;

    private static final int ROOT = 0;

    private final Origins origins;
    private final ConfigObject root;
    private final Map<Place, Integer> numbers = new HashMap<>();
    private final Map<Integer, Extent> known = new HashMap<>();
    private final Map<Integer, Extent> begun = new HashMap<>();
    private int nested;

    /** A value by the number of what holds it: whole paths would be kept once more for everything below them. */
    private record Place(int holder, String key) {}

    /**
     * Size and depth of a resolved value.
     *
     * @param size in characters
     * @param depth levels of blocks, and of references that lead there
     */
    private record Extent(long size, int depth) {

        static final Extent NONE = new Extent(0, 0);

        /** This and another, side by side. */
        Extent and(Extent other) {
            return new Extent(size + other.size, Math.max(depth, other.depth));
        }

        Extent within(long more) {
            return new Extent(size + more, depth + 1);
        }
    }

    private SubstitutionGrowth(Origins origins, ConfigObject root) {
        this.origins = origins;
        this.root = root;
    }

    /** @throws ConfigException if substitutions would make an experiment too large or too deep to be read */
    static void check(ConfigObject written, Origins origins) {
        new SubstitutionGrowth(origins, written).of(written, List.of(), ROOT);
    }

    private Extent of(ConfigValue value, List<String> path, int number) {
        Extent extent = known.get(number);
        if (extent == null) {
            extent = begun.get(number); // refers to itself: what stood there so far is meant
        }
        if (extent == null) {
            begun.put(number, Extent.NONE);
            nested++;
            refuse(nested, "more than " + DEEPEST + " levels deep", value, path);
            extent = measured(value, path, number);
            refuse(extent.depth, "more than " + DEEPEST + " levels deep", value, path);
            if (extent.size > LARGEST) {
                throw refused("more than " + (LARGEST >> 20) + " million characters long", value, path);
            }
            nested--;
            begun.remove(number);
            known.put(number, extent);
        }
        return extent;
    }

    private Extent measured(ConfigValue value, List<String> path, int number) {
        if (Cursor.pending(value)) {
            return pending(value, number);
        } else if (value instanceof ConfigObject block) {
            Extent all = Extent.NONE;
            for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
                String key = entry.getKey();
                all = all.and(of(entry.getValue(), below(path, key), number(number, key)));
                begun.put(number, all);
            }
            return all.within(block.size());
        } else if (value instanceof ConfigList list) {
            Extent all = Extent.NONE;
            for (int i = 0; i < list.size(); i++) {
                String key = "[" + i + "]";
                all = all.and(of(list.get(i), below(path, key), number(number, key)));
            }
            return all.within(list.size());
        }
        return new Extent(value.render(ConfigRenderOptions.concise()).length(), 0);
    }

    /** What is still to be resolved is layers of text with references, each of which lies over those before. */
    private Extent pending(ConfigValue value, int number) {
        Extent below = Extent.NONE;
        for (HoconText layer : HoconText.layers(value.render(ConfigRenderOptions.concise()))) {
            Extent own = new Extent(layer.text().length(), 1);
            boolean above = false;
            for (String reference : layer.substitutions()) {
                List<String> target = target(reference);
                above |= number(target) == number;
                own = own.and(referred(target, reference).within(0));
            }
            below = above ? own : own.and(below); // blocks merge; what refers to itself holds what is below already
            if (below.size > LARGEST || below.depth > DEEPEST) {
                return below;
            }
            begun.put(number, below);
        }
        return below;
    }

    private Extent referred(List<String> target, String reference) {
        if (target.isEmpty()) {
            String variable = System.getenv(reference);
            return new Extent(variable == null ? 1 : variable.length() + 1, 0);
        }
        ConfigValue value = root;
        for (String key : target) {
            value = ((ConfigObject) value).get(key);
        }
        return of(value, target, number(target)).and(new Extent(1, 0));
    }

    /**
     * What a reference leads to: its path, or the outermost part of it that is not resolved yet; empty if there is none. In
     * an included file, a path may be meant from the block that includes the file, or from the root.
     */
    private List<String> target(String reference) {
        List<String> path = path(reference);
        for (int from = 0; from < path.size(); from++) {
            List<String> found = new ArrayList<>();
            ConfigValue at = root;
            for (String key : path.subList(from, path.size())) {
                at = at instanceof ConfigObject block && !Cursor.pending(at) ? block.get(key) : null;
                if (at == null) {
                    found.clear();
                    break;
                }
                found.add(key);
                if (Cursor.pending(at)) {
                    break;
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> path(String reference) {
        String path = reference.startsWith("?") ? reference.substring(1) : reference;
        try {
            return ConfigUtil.splitPath(path.strip());
        } catch (com.typesafe.config.ConfigException noPath) {
            return List.of();
        }
    }

    private int number(List<String> path) {
        int number = ROOT;
        for (String key : path) {
            number = number(number, key);
        }
        return number;
    }

    private int number(int holder, String key) {
        return numbers.computeIfAbsent(new Place(holder, key), place -> numbers.size() + 1);
    }

    private static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private void refuse(int depth, String what, ConfigValue value, List<String> path) {
        if (depth > DEEPEST) {
            throw refused(what, value, path);
        }
    }

    private ConfigException refused(String what, ConfigValue value, List<String> path) {
        Location place = origins.locate(value, path.isEmpty() ? "" : ConfigUtil.joinPath(path));
        return new ConfigException(
                new Problem(place, "is " + what + " with its substitutions", "let fewer of them build on each other"));
    }
}
