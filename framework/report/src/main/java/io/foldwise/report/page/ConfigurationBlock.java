package io.foldwise.report.page;

import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Folded;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.PlainConfig;
import java.util.ArrayList;
import java.util.List;

/** What the experiment says, and what is left to defaults. */
final class ConfigurationBlock implements Block {

    private static final int MOST = 300;
    private static final String DEFAULT = "default";

    @Override
    public String id() {
        return "configuration";
    }

    @Override
    public String title() {
        return "Configuration";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Row> given = new ArrayList<>();
        List<Row> defaults = new ArrayList<>();
        PlainConfig.values(facts.run().experiment()).forEach((key, value) -> {
            String giver = facts.run().given().giver(key);
            if (giver.equals(DEFAULT)) {
                defaults.add(Row.of(key, value));
            } else {
                given.add(Row.of(key, value, giver).marked(giver.equals("--set") ? "total" : ""));
            }
        });
        if (given.isEmpty() && defaults.isEmpty()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        if (!given.isEmpty()) {
            parts.add(Table.cut(
                    "What differs from the defaults, and who said so: the experiment, a file that it includes, or the command line",
                    Column.of("key", "value", "said by"),
                    given,
                    MOST,
                    "resolved.conf"));
        }
        if (!defaults.isEmpty()) {
            Table rest = Table.cut("Filled in", Column.of("key", "value"), defaults, MOST, "resolved.conf");
            parts.add(new Folded(defaults.size() + " keys that were left to their defaults", List.of(rest)));
        }
        return parts;
    }
}
