package io.foldwise.plugin.standard;

import io.foldwise.plugin.standard.ensemble.Greedy;
import io.foldwise.plugin.standard.ensemble.Mean;
import io.foldwise.plugin.standard.ensemble.Weighted;
import io.foldwise.plugin.standard.loss.Balanced;
import io.foldwise.plugin.standard.loss.BinaryCrossEntropy;
import io.foldwise.plugin.standard.loss.Combo;
import io.foldwise.plugin.standard.loss.Dice;
import io.foldwise.plugin.standard.loss.ErrorWeighted;
import io.foldwise.plugin.standard.loss.Focal;
import io.foldwise.plugin.standard.loss.LabelSmoothing;
import io.foldwise.plugin.standard.metric.ExactMatch;
import io.foldwise.plugin.standard.metric.LogLoss;
import io.foldwise.plugin.standard.metric.MacroAuc;
import io.foldwise.plugin.standard.metric.MicroAuc;
import io.foldwise.plugin.standard.metric.Score;
import io.foldwise.plugin.standard.optimizer.AdaBeliefOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaDeltaOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaGradOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaMaxOptimizer;
import io.foldwise.plugin.standard.optimizer.AdamOptimizer;
import io.foldwise.plugin.standard.optimizer.AmsGradOptimizer;
import io.foldwise.plugin.standard.optimizer.NadamOptimizer;
import io.foldwise.plugin.standard.optimizer.NesterovOptimizer;
import io.foldwise.plugin.standard.optimizer.RmsPropOptimizer;
import io.foldwise.plugin.standard.optimizer.SgdOptimizer;
import io.foldwise.plugin.standard.sampler.HardExamples;
import io.foldwise.plugin.standard.sampler.LengthBucketed;
import io.foldwise.plugin.standard.sampler.RepeatRare;
import io.foldwise.plugin.standard.sampler.Shuffled;
import io.foldwise.plugin.standard.sampler.SlidingShare;
import io.foldwise.plugin.standard.schedule.Constant;
import io.foldwise.plugin.standard.schedule.Cosine;
import io.foldwise.plugin.standard.schedule.Cycle;
import io.foldwise.plugin.standard.schedule.Exponential;
import io.foldwise.plugin.standard.schedule.Inverse;
import io.foldwise.plugin.standard.schedule.OneCycle;
import io.foldwise.plugin.standard.schedule.Polynomial;
import io.foldwise.plugin.standard.schedule.ReduceOnPlateau;
import io.foldwise.plugin.standard.schedule.Step;
import io.foldwise.plugin.standard.schedule.WarmRestarts;
import io.foldwise.plugin.standard.schedule.WarmUp;
import io.foldwise.plugin.standard.split.GroupedKFold;
import io.foldwise.plugin.standard.split.Holdout;
import io.foldwise.plugin.standard.split.KFold;
import io.foldwise.plugin.standard.split.StratifiedKFold;
import io.foldwise.spi.PluginModule;

/** Names the components that every modality shares. */
public final class StandardPlugin extends PluginModule {

    @Override
    protected void plug() {
        loss("bce", BinaryCrossEntropy.class);
        loss("focal", Focal.class);
        loss("dice", Dice.class);
        loss("combo", Combo.class);
        loss("balanced", Balanced.class);
        loss("error-weighted", ErrorWeighted.class);
        loss("label-smoothing", LabelSmoothing.class);

        sampler("shuffled", Shuffled.class);
        sampler("length-bucketed", LengthBucketed.class);
        sampler("sliding-share", SlidingShare.class);
        sampler("repeat-rare", RepeatRare.class);
        sampler("hard-examples", HardExamples.class);

        optimizer("sgd", SgdOptimizer.class);
        optimizer("nesterov", NesterovOptimizer.class);
        optimizer("adam", AdamOptimizer.class);
        optimizer("adamax", AdaMaxOptimizer.class);
        optimizer("nadam", NadamOptimizer.class);
        optimizer("amsgrad", AmsGradOptimizer.class);
        optimizer("adabelief", AdaBeliefOptimizer.class);
        optimizer("rmsprop", RmsPropOptimizer.class);
        optimizer("adagrad", AdaGradOptimizer.class);
        optimizer("adadelta", AdaDeltaOptimizer.class);

        schedule("constant", Constant.class);
        schedule("step", Step.class);
        schedule("exponential", Exponential.class);
        schedule("polynomial", Polynomial.class);
        schedule("inverse", Inverse.class);
        schedule("cosine", Cosine.class);
        schedule("warm-restarts", WarmRestarts.class);
        schedule("warm-up", WarmUp.class);
        schedule("one-cycle", OneCycle.class);
        schedule("cycle", Cycle.class);
        schedule("reduce-on-plateau", ReduceOnPlateau.class);

        split("k-fold", KFold.class);
        split("stratified-k-fold", StratifiedKFold.class);
        split("grouped-k-fold", GroupedKFold.class);
        split("holdout", Holdout.class);

        metric("mlogloss", LogLoss.class);
        metric("score", Score.class);
        metric("macro-auc", MacroAuc.class);
        metric("micro-auc", MicroAuc.class);
        metric("exact-match", ExactMatch.class);

        ensembler("mean", Mean.class);
        ensembler("weighted", Weighted.class);
        ensembler("greedy", Greedy.class);
    }
}
