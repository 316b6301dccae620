package io.foldwise.plugin.text.masked;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.synthetic.SyntheticReportsReader;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/** What every reader does, of invented reports with masked tokens. */
final class MaskedTextsContractTest extends ReaderContract {

    private record NoParams() {}

    @Override
    protected Reader reader() {
        SyntheticReportsReader texts = Reports.synthetic(20, 0, 3);
        Assembler assembler = new Assembler() {
            @Override
            public <T> T build(Spec<T> spec) {
                return spec.component().cast(texts);
            }
        };
        Spec<Reader> spec = new Spec<>("unused", SyntheticReportsReader.class, new NoParams(), "test");
        return new MaskedTokensReader(
                new MaskedTokensReader.Params(List.of(spec), true, new Masking(0.15, 3, 0.8, 0.1)), assembler);
    }

    /** Numbers of tokens, and none behind the last. */
    @Override
    protected void assertCells(Head head, Tensor target, String what) {
        int vocabulary = ((MaskedTokens) head).vocabulary();
        float[] tokens = target.values();
        assertThat(tokens[0]).as(what).isBetween(0f, vocabulary - 2f);
        for (int slot = 1; slot < tokens.length; slot++) {
            assertThat(tokens[slot]).as(what).isBetween(-1f, tokens[slot - 1] < 0 ? -1f : vocabulary - 2f);
        }
    }
}
