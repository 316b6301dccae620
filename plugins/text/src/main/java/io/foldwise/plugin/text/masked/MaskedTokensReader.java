package io.foldwise.plugin.text.masked;

import com.google.inject.Inject;
import io.foldwise.plugin.text.masked.MaskedTexts.Text;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The texts of other readers without their labels, in which masked tokens are to be guessed: what a network learns from them is a start
 * for the task that the labels are of. Training and test samples of all the readers are texts alike; they must be of one vocabulary.
 *
 * <p>A network for masked tokens has the layers of the same model for labels, with the same names, and others behind them.
 */
@Description("Pre-training: tokens that are masked in the texts of other readers, whose labels nobody looks at")
public final class MaskedTokensReader implements Reader {

    private final Params params;
    private final List<Reader> readers;
    private final Sequence input;
    private final MaskedTokens head;

    /** Which texts, and how they are masked. */
    public record Params(
            @Description("Readers of token sequences, such as ct-report, each with max-length set") @NotEmpty
            List<Spec<Reader>> texts,

            @Description("Take the texts of the readers' test samples as well") @Default("true")
            boolean test,

            @Inline @Valid Masking masking) {}

    @Inject
    public MaskedTokensReader(Params params, Assembler assembler) {
        this.params = params;
        this.readers = params.texts().stream().map(assembler::build).toList();
        List<Sequence> inputs = IntStream.range(0, readers.size())
                .mapToObj(number -> sequence(params.texts().get(number).type(), readers.get(number)))
                .toList();
        int vocabulary = inputs.get(0).categories();
        if (inputs.stream().anyMatch(other -> other.categories() != vocabulary)) {
            throw new IncompatibleException("the texts are of different vocabularies: " + inputs);
        }
        int longest = inputs.stream().mapToInt(Sequence::maxLength).max().orElseThrow();
        this.head = new MaskedTokens(vocabulary, params.masking().count(longest), params.masking());
        this.input = new Sequence(2 * vocabulary, longest);
    }

    private static Sequence sequence(String type, Reader reader) {
        if (reader.input().isEmpty() && reader.preparation().isPresent()) {
            throw new IncompatibleException("is for readers whose tokens are the same in every fold; " + type
                    + " learns them of a fold's training part");
        }
        if (!(reader.input().orElse(null) instanceof Sequence sequence)) {
            throw new IncompatibleException("is for sequences of tokens; a reader gives "
                    + reader.input().map(InputShape::toString).orElse("no sequences"));
        }
        if (reader.preparation().isPresent() || sequence.maxLength() == Sequence.ANY_LENGTH) {
            throw new IncompatibleException("has to know the longest text beforehand: set the readers' max-length");
        }
        return sequence;
    }

    @Override
    public Task task() {
        return Task.of(head);
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(input);
    }

    @Override
    public boolean hasTest() {
        return false;
    }

    @Override
    public List<Path> files() {
        return readers.stream()
                .flatMap(reader -> reader.files().stream())
                .distinct()
                .toList();
    }

    @Override
    public Dataset train() {
        List<Text> texts = new ArrayList<>();
        for (int number = 0; number < readers.size(); number++) {
            Reader reader = readers.get(number);
            add(reader.train(), "train-" + number + "-", texts);
            if (params.test() && reader.hasTest()) {
                add(reader.test().orElseThrow(), "test-" + number + "-", texts);
            }
        }
        return new MaskedTexts(texts, head, input.maxLength());
    }

    @Override
    public Optional<Dataset> test() {
        return Optional.empty();
    }

    @Override
    public Dataset read(Path file) {
        List<Text> texts = new ArrayList<>();
        add(readers.get(0).read(file), "", texts);
        return new MaskedTexts(texts, head, input.maxLength());
    }

    private static void add(Dataset data, String prefix, List<Text> texts) {
        List<int[]> tokens =
                TokenSequences.of(data, IntStream.range(0, data.size()).toArray());
        for (int row = 0; row < data.size(); row++) {
            texts.add(new Text(prefix + data.id(row), tokens.get(row), data, row));
        }
    }
}
