package io.foldwise.plugin.text;

import io.foldwise.plugin.text.augmentation.CorruptTokens;
import io.foldwise.plugin.text.augmentation.CropText;
import io.foldwise.plugin.text.augmentation.FirstTokens;
import io.foldwise.plugin.text.exhibit.TextExhibit;
import io.foldwise.plugin.text.explain.TokenOcclusion;
import io.foldwise.plugin.text.linear.BagOfNgrams;
import io.foldwise.plugin.text.loss.CtReportRound2Loss;
import io.foldwise.plugin.text.masked.MaskedTokenLoss;
import io.foldwise.plugin.text.masked.MaskedTokenMetric;
import io.foldwise.plugin.text.masked.MaskedTokensReader;
import io.foldwise.plugin.text.masked.NewMasks;
import io.foldwise.plugin.text.metric.Round1Score;
import io.foldwise.plugin.text.metric.Round2Score;
import io.foldwise.plugin.text.model.BiGruAttention;
import io.foldwise.plugin.text.model.BiLstm;
import io.foldwise.plugin.text.model.CaResNet;
import io.foldwise.plugin.text.model.Dpcnn;
import io.foldwise.plugin.text.model.FastText;
import io.foldwise.plugin.text.model.Han;
import io.foldwise.plugin.text.model.LogBilinear;
import io.foldwise.plugin.text.model.TextCnn;
import io.foldwise.plugin.text.model.TextRcnn;
import io.foldwise.plugin.text.model.Transformer;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.submission.Round1Submission;
import io.foldwise.plugin.text.submission.Round2Submission;
import io.foldwise.plugin.text.synthetic.SyntheticReportsReader;
import io.foldwise.plugin.text.table.TextTableReader;
import io.foldwise.plugin.text.tokenizer.BytePairs;
import io.foldwise.plugin.text.tokenizer.Characters;
import io.foldwise.plugin.text.tokenizer.Words;
import io.foldwise.spi.PluginModule;

/**
 * Texts, of users' own and anonymised CT reports: where they come from, models of them, and how the contest scores and collects
 * results.
 */
public final class TextPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("ct-report", CtReportReader.class);
        component("synthetic-reports", SyntheticReportsReader.class);
        component("masked-tokens", MaskedTokensReader.class);
        component("masked-tokens", MaskedTokenLoss.class);
        component("masked-tokens", MaskedTokenMetric.class);
        component("new-masks", NewMasks.class);
        component("corrupt-tokens", CorruptTokens.class);
        component("crop-text", CropText.class);
        component("first-tokens", FirstTokens.class);
        component("ct-report-round2", CtReportRound2Loss.class);
        component("text-table", TextTableReader.class);
        component("words", Words.class);
        component("characters", Characters.class);
        component("bpe", BytePairs.class);
        component("tokens", TokenOcclusion.class);
        component("bag-of-ngrams", BagOfNgrams.class);
        component("text-cnn", TextCnn.class);
        component("bilstm", BiLstm.class);
        component("bigru-attention", BiGruAttention.class);
        component("dpcnn", Dpcnn.class);
        component("fasttext", FastText.class);
        component("han", Han.class);
        component("text-rcnn", TextRcnn.class);
        component("log-bilinear", LogBilinear.class);
        component("transformer", Transformer.class);
        component("ca-resnet", CaResNet.class);
        component("ct-report-round1", Round1Score.class);
        component("ct-report-round2", Round2Score.class);
        component("ct-report-round1", Round1Submission.class);
        component("ct-report-round2", Round2Submission.class);
        component("text-exhibit", TextExhibit.class);
    }
}
