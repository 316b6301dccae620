package io.foldwise.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import java.util.ArrayList;
import java.util.List;

/** Makes substitutions ({@code ${data-dir}}), and names those that cannot be made. */
final class Substitutions {

    private Substitutions() {}

    /**
     * Makes every substitution that can be made.
     *
     * @param surroundings whether the environment gives values
     * @throws ConfigException if one leads back to itself, what it gives does not fit where it stands, or all of them give
     *     too much
     */
    static ConfigObject resolve(Config written, Origins origins, ConfigResolveOptions surroundings) {
        SubstitutionGrowth.check(written.root(), origins);
        try {
            return written.resolve(surroundings.setAllowUnresolved(true)).root();
        } catch (com.typesafe.config.ConfigException invalid) {
            throw new ConfigException(origins.problem(invalid));
        }
    }

    /** Every substitution that could not be made. */
    static List<Problem> missing(Cursor root) {
        List<Problem> problems = new ArrayList<>();
        search(root, root, problems);
        return problems;
    }

    private static void search(Cursor root, Cursor at, List<Problem> problems) {
        if (at.pending()) {
            at.unresolved().forEach(name -> problems.add(problem(root, at, name)));
        } else if (at.value() instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                search(root, at.element(i), problems);
            }
        } else if (at.block()) {
            at.keys().forEach(key -> at.child(key).ifPresent(child -> search(root, child, problems)));
        }
    }

    private static Problem problem(Cursor root, Cursor at, String name) {
        List<String> variables = root.keys().stream()
                .filter(key -> root.child(key)
                        .filter(value -> !value.pending() && value.scalar())
                        .isPresent())
                .toList();
        String meant = Problem.didYouMean(NearestNames.to(name, variables));
        String remedy = meant.isEmpty() ? "give --set " + name + "=VALUE or set it in the file" : meant;
        return new Problem(at.location(), "nothing sets ${" + name + "}", remedy);
    }
}
