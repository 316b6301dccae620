package io.foldwise.engine.stagedata;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import jakarta.validation.constraints.Positive;

/** The {@code unlabelled} block: samples that hooks learn from without targets. */
public record UnlabelledData(
        @Description("Where the samples come from; targets are not looked at") @Inline
        Spec<Reader> reader,

        @Description("Which of the reader's samples") @Default("test")
        Part part,

        @Description("How many of them there are in a step") @Default("16") @Positive
        int batch) {}
