package io.foldwise.report.page;

import io.foldwise.engine.provenance.Secrets;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Folded;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.Difference;
import io.foldwise.report.reading.ParentRun;
import io.foldwise.report.reading.PlainConfig;
import java.util.ArrayList;
import java.util.List;

/** What the experiment says, what is left to defaults, and what differs from runs that it started from. */
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
        PlainConfig.values(facts.run().experiment()).forEach((key, said) -> {
            String value = Secrets.namedBy(key) ? Difference.SECRET : said;
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
        ParentRun.of(facts.run()).forEach(parent -> parts.add(parent(parent)));
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

    private static Part parent(ParentRun parent) {
        String folder = CommandsBlock.place(parent.folder());
        String named = "the run " + folder
                + (parent.said().equals(ParentRun.EXPERIMENT)
                        ? ", whose record this experiment is"
                        : ", which " + parent.said() + " names");
        if (parent.differences().isEmpty()) {
            return new Text("What differs from " + named + ", cannot be told: it is no longer there.", "small");
        }
        List<Row> rows = parent.differences().get().stream()
                .map(difference -> Row.of(
                        difference.key(),
                        difference.values().get(0),
                        difference.values().get(1)))
                .toList();
        return rows.isEmpty()
                ? new Text("No key differs from " + named + ".", "")
                : Table.cut(
                        "What differs from " + named, Column.of("key", "here", "there"), rows, MOST, "resolved.conf");
    }
}
