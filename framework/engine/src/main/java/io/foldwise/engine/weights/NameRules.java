package io.foldwise.engine.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a file's names to a network's; remembers which rules have been of use. */
final class NameRules {

    private final List<Compiled> rules = new ArrayList<>();
    private final List<Dropping> drops = new ArrayList<>();

    /** A name in the network, and how the array has to be turned for it. */
    record Target(String name, Transposition transposition) {}

    NameRules(WeightsSettings settings) {
        settings.rules().forEach(rule -> rules.add(new Compiled(rule)));
        settings.drop().forEach(pattern -> drops.add(new Dropping(pattern)));
    }

    /** What a name of the file is in the network; empty if it is to be dropped. */
    Optional<Target> target(String name) {
        for (Dropping drop : drops) {
            if (drop.fits(name)) {
                return Optional.empty();
            }
        }
        for (Compiled rule : rules) {
            Optional<Target> target = rule.target(name);
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.of(new Target(name, Transposition.NONE));
    }

    /** The patterns that have fitted no name. */
    List<String> idle() {
        List<String> idle = new ArrayList<>();
        drops.stream().filter(drop -> !drop.used).forEach(drop -> idle.add(drop.pattern.pattern()));
        rules.stream().filter(rule -> !rule.used).forEach(rule -> idle.add(rule.pattern.pattern()));
        return idle;
    }

    private static final class Compiled {
        private final Pattern pattern;
        private final String replacement;
        private final Transposition transposition;
        private boolean used;

        Compiled(WeightsSettings.Rule rule) {
            pattern = WeightsSettings.pattern(rule.from());
            replacement = rule.to();
            transposition = new Transposition(rule.transpose());
        }

        Optional<Target> target(String name) {
            Matcher whole = pattern.matcher(name);
            if (!whole.matches()) {
                return Optional.empty();
            }
            used = true;
            StringBuilder renamed = new StringBuilder();
            whole.appendReplacement(renamed, replacement);
            return Optional.of(new Target(renamed.toString(), transposition));
        }
    }

    private static final class Dropping {
        private final Pattern pattern;
        private boolean used;

        Dropping(String pattern) {
            this.pattern = WeightsSettings.pattern(pattern);
        }

        boolean fits(String name) {
            boolean fits = pattern.matcher(name).matches();
            used |= fits;
            return fits;
        }
    }
}
