package io.foldwise.plugin.text.table;

import io.foldwise.plugin.text.tokens.NamedTokens;
import io.foldwise.plugin.text.tokens.PaddedTokens;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The texts of a table as samples; sequences of tokens once it is known how to make them. */
final class TextDataset implements Dataset, NamedTokens {

    private final TextTable table;
    private final Task task;
    private final boolean labelled;
    private final Optional<TokenizedTexts> tokens;

    private TextDataset(TextTable table, Task task, boolean labelled, Optional<TokenizedTexts> tokens) {
        this.table = table;
        this.task = task;
        this.labelled = labelled;
        this.tokens = tokens;
    }

    /** As a file holds them, without tokens. */
    static TextDataset raw(TextTable table, Task task, boolean labelled) {
        return new TextDataset(table, task, labelled, Optional.empty());
    }

    TextDataset with(TokenizedTexts made) {
        return new TextDataset(table, task, labelled, Optional.of(made));
    }

    /** The same samples in other groups. */
    TextDataset grouped(int[] groups) {
        return new TextDataset(
                new TextTable(table.ids(), table.texts(), table.targets(), groups, table.attributes()),
                task,
                labelled,
                tokens);
    }

    List<String> texts() {
        return table.texts();
    }

    @Override
    public int size() {
        return table.ids().size();
    }

    @Override
    public String id(int row) {
        return table.ids().get(row);
    }

    @Override
    public InputShape input() {
        return tokens().input();
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return labelled;
    }

    @Override
    public float[] targets(int row) {
        if (!labelled) {
            throw new IllegalStateException("a file to predict has no labels");
        }
        return table.targets()[row].clone();
    }

    /** The number of tokens kept. */
    @Override
    public int length(int row) {
        return tokens.map(made -> made.of(row).length).orElse(1);
    }

    @Override
    public int cut(int row) {
        return tokens.map(made -> made.cut(row)).orElse(0);
    }

    @Override
    public int unknown(int row) {
        return tokens.map(made -> made.unknown(row)).orElse(0);
    }

    @Override
    public int group(int row) {
        return labelled ? table.groups()[row] : row;
    }

    @Override
    public List<String> attributes() {
        return List.copyOf(table.attributes().keySet());
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return Optional.ofNullable(table.attributes().get(name))
                .map(cells -> cells.get(row))
                .filter(cell -> !cell.isBlank());
    }

    /** Texts that differ in unknown words alone, or behind where they are cut, are equal in tokens, but not equal. */
    @Override
    public OptionalLong contentHash(int row) {
        return OptionalLong.of(tokens().hash(row));
    }

    @Override
    public Features features(int[] rows) {
        InputShape.Sequence input = tokens().input();
        return PaddedTokens.batch(
                Arrays.stream(rows).mapToObj(tokens()::of).toList(), input.maxLength(), input.categories() - 1);
    }

    @Override
    public String token(int id) {
        return tokens().token(id);
    }

    private TokenizedTexts tokens() {
        return tokens.orElseThrow(() -> new IllegalStateException("has to be prepared first"));
    }
}
