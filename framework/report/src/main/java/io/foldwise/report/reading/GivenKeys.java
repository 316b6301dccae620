package io.foldwise.report.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which keys somebody gave: the experiment's own file, a file that it includes, or {@code --set}. All others are defaults.
 *
 * @param own of the experiment's own file
 * @param included of the files that it includes
 * @param overridden by {@code --set}
 */
public record GivenKeys(Set<String> own, Set<String> included, Set<String> overridden) {

    public static final GivenKeys NONE = new GivenKeys(Set.of(), Set.of(), Set.of());

    private static final String BEGIN = "# include ";
    private static final String END = "# end of ";

    /**
     * Reads who gave what.
     *
     * @param given the experiment file, includes inlined between comments that say so
     * @param overrides what {@code --set} changed
     */
    public static GivenKeys of(String given, String overrides) {
        List<String> own = new ArrayList<>();
        List<String> included = new ArrayList<>();
        int depth = 0;
        for (String line : given.split("\n", -1)) {
            String plain = line.strip();
            if (plain.startsWith(BEGIN)) {
                depth++;
            } else if (plain.startsWith(END) && depth > 0) {
                depth--;
            } else {
                (depth == 0 ? own : included).add(line);
            }
        }
        return new GivenKeys(keys(own), keys(included), keys(List.of(overrides)));
    }

    private static Set<String> keys(Collection<String> lines) {
        return PlainConfig.values(PlainConfig.parse(String.join("\n", lines))).keySet().stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who gave a key of the complete experiment, in a word. */
    public String giver(String key) {
        if (holds(overridden, key)) {
            return "--set";
        }
        if (holds(own, key)) {
            return "experiment";
        }
        return holds(included, key) ? "included" : "default";
    }

    /** Whether a key was given, or a block or list that it is in. */
    private static boolean holds(Set<String> given, String key) {
        return given.stream().anyMatch(each -> key.equals(each) || key.startsWith(each + "."));
    }
}
