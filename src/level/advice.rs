//! The guide's advice for each step from one level to the next.

use std::fmt;

use serde::Serialize;

use super::{Dimension, Level};

/// A piece of the guide's advice, in its own words and in English.
///
/// # Example: from below average to average
///
/// ```
/// use support_kpi::level::{Level, advice};
///
/// let steps = advice::for_step(Level::BelowAverage);
/// assert_eq!(steps[3].source(), "000:49");
/// assert_eq!(steps[3].english(), "widen presence over channels");
/// assert_eq!(steps[3].japanese(), "チャネル全体でプレゼンスを拡大する必要もあります");
/// assert!(advice::for_step(Level::Stellar).is_empty());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Advice {
    source: &'static str,
    english: &'static str,
    japanese: &'static str,
}

impl Advice {
    /// Where it stands: the guide's file number and line.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// What it says, in English.
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// What it says, word for word.
    pub const fn japanese(&self) -> &'static str {
        self.japanese
    }
}

/// "widen presence over channels (チャネル全体で…, 000:49)".
impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.english, self.japanese, self.source)
    }
}

/// What an entry of the table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The step up from a level, by these dimensions above all; by all of
    /// them where none is named. The guide gives its steps for the desk as a
    /// whole: the dimensions are a reading of them.
    Step(Level, &'static [Dimension]),
    /// A dimension, whatever its level.
    Dimension(Dimension),
    /// Fewer customers who leave before they are helped.
    Abandonment,
}

/// The table: section 4 of the inventory of the guide, in its order.
static TABLE: [(Purpose, Advice); 20] = {
    use Dimension::{
        Channels, Delight, Proactivity, Quality, ResolutionTime, ResponseTime, SelfService,
    };
    use Level::{AboveAverage, Average, BelowAverage, Unacceptable};
    use Purpose::Step;
    [
        (
            Step(Unacceptable, &[ResponseTime]),
            advice(
                "000:31",
                "check the number of questions by day and by hour and adjust staffing",
                "寄せられる質問の数 (日ごと、時間ごと) を確認し、対応できるようにスタッフのスケジュールを調整します",
            ),
        ),
        (
            Step(
                Unacceptable,
                &[ResponseTime, ResolutionTime, Quality, Proactivity],
            ),
            advice(
                "000:32",
                "create templates",
                "エージェントが質の高い応答をより迅速に提供できるようにするためのテンプレートの作成",
            ),
        ),
        (
            Step(Unacceptable, &[ResolutionTime, Quality]),
            advice(
                "000:33",
                "keep all past conversations",
                "過去のすべての会話を記録しておくことで",
            ),
        ),
        (
            Step(Unacceptable, &[SelfService]),
            advice(
                "000:34",
                "FAQ page and order-confirmation mail for simple requests",
                "非常に単純なリクエストに答える FAQ ページと注文確認メールを作成する",
            ),
        ),
        (
            Step(BelowAverage, &[ResponseTime, ResolutionTime]),
            advice(
                "000:46",
                "analyse ticket volume to staff channels properly",
                "スタッフ チャネルへのチケット ボリュームの分析を正しく開始する",
            ),
        ),
        (
            Step(BelowAverage, &[SelfService]),
            advice(
                "000:47",
                "self-service beyond the obvious questions",
                "ブランドが受ける質問に対するセルフサービス リソースを構築します",
            ),
        ),
        (
            Step(BelowAverage, &[ResolutionTime, Quality]),
            advice(
                "000:48",
                "onboarding and training; escalate complex questions",
                "オンボーディングとトレーニングを通じて品質に投資し",
            ),
        ),
        (
            Step(BelowAverage, &[Channels]),
            advice(
                "000:49",
                "widen presence over channels",
                "チャネル全体でプレゼンスを拡大する必要もあります",
            ),
        ),
        (
            Step(Average, &[]),
            advice(
                "000:60",
                "loyalty programme",
                "ブランド ロイヤルティ プログラムの作成",
            ),
        ),
        (
            Step(Average, &[]),
            advice(
                "000:61",
                "customer-first policies (refund exceptions for VIPs)",
                "VIP 顧客に対する払い戻しの例外を設けるなど",
            ),
        ),
        (
            Step(AboveAverage, &[]),
            advice(
                "000:75",
                "shift the aim to optimising and delighting",
                "単に要求を満たすことから、プロセスをさらに最適化し、顧客を喜ばせることへと目標をシフトする必要があります",
            ),
        ),
        (
            Step(AboveAverage, &[ResponseTime, ResolutionTime, Quality]),
            advice(
                "000:76",
                "regular reports on overall metrics and variances",
                "全体的な指標と差異に関する定期的なレポート",
            ),
        ),
        (
            Step(AboveAverage, &[ResponseTime]),
            advice(
                "000:76",
                "if the mean FRT is 3 min and jumps overnight to 10 min, notice it and staff accordingly",
                "最初の応答時間の平均が 3 分であるのに、一晩で 10 分に跳ね上がった場合は、それを把握し、それに応じてスタッフを配置します",
            ),
        ),
        (
            Step(AboveAverage, &[Delight]),
            advice(
                "000:77–79",
                "welcome videos; handwritten notes to VIPs; birthday gifts",
                "パーソナライズされたウェルカム ビデオ / VIPのお客様への手書きメモ / 特別な贈り物で誕生日や記念日などのマイルストーンを祝う",
            ),
        ),
        (
            Purpose::Dimension(ResponseTime),
            advice(
                "000:103–106",
                "improve response: templates, automation, one feed",
                "エージェントのテンプレート応答の作成 / 自動化を使用してクエリを即座に確認または解決する / すべてのチャネルからの会話を 1 つのフィードにまとめる",
            ),
        ),
        (
            Purpose::Dimension(ResolutionTime),
            advice(
                "000:114–116",
                "automate common queries; record customer data; integrate tools",
                "一般的なクエリを自動化します",
            ),
        ),
        (
            Purpose::Dimension(SelfService),
            advice(
                "000:128–129",
                "find frequent questions, write new resources; link them prominently",
                "サポート チケットを定期的に確認し、よくある質問を見つけ、新しいセルフサービス リソースを作成する",
            ),
        ),
        (
            Purpose::Dimension(ResolutionTime),
            advice(
                "000:136–137",
                "complete answers (\"forward resolution\") raise one-touch rate",
                "順方向解決の実践であり、ワンタッチ解決率を上げるための鍵です",
            ),
        ),
        (
            Purpose::Abandonment,
            advice(
                "000:144",
                "the longer the wait, the likelier the abandonment",
                "顧客が待たなければならない時間が長いほど、インタラクションを放棄する可能性が高くなります",
            ),
        ),
        (
            Purpose::Abandonment,
            advice(
                "000:145",
                "vague answers make customers stop replying",
                "あいまいな回答は、顧客があなたのチームが彼らを助けることができないと感じさせ、応答を停止させる可能性があります",
            ),
        ),
    ]
};

const fn advice(source: &'static str, english: &'static str, japanese: &'static str) -> Advice {
    Advice {
        source,
        english,
        japanese,
    }
}

fn select(wanted: impl Fn(&Purpose) -> bool) -> Vec<&'static Advice> {
    TABLE
        .iter()
        .filter(|(purpose, _)| wanted(purpose))
        .map(|(_, advice)| advice)
        .collect()
}

/// All the advice for the step up from a level; none from the best.
pub fn for_step(from: Level) -> Vec<&'static Advice> {
    select(|purpose| matches!(purpose, Purpose::Step(level, _) if *level == from))
}

/// The advice for the step up from a level that concerns one dimension, and
/// what the guide says of this dimension at any level; none from the best.
///
/// Where the step has nothing on the dimension, all its advice is given: the
/// guide means it for the desk as a whole.
///
/// # Example: quality is raised by training
///
/// ```
/// use support_kpi::level::{Dimension, Level, advice};
///
/// let sources: Vec<_> = advice::for_dimension(Dimension::Quality, Level::BelowAverage)
///     .iter()
///     .map(|advice| advice.source())
///     .collect();
/// assert_eq!(sources, ["000:48"]);
/// ```
pub fn for_dimension(dimension: Dimension, from: Level) -> Vec<&'static Advice> {
    if from.above().is_none() {
        return Vec::new();
    }
    let mut chosen = select(|purpose| {
        matches!(purpose, Purpose::Step(level, dimensions)
            if *level == from && (dimensions.is_empty() || dimensions.contains(&dimension)))
    });
    if chosen.is_empty() {
        chosen = for_step(from);
    }
    chosen.extend(select(|purpose| *purpose == Purpose::Dimension(dimension)));
    chosen
}

/// What the guide says on customers who leave before they are helped.
pub fn against_abandonment() -> Vec<&'static Advice> {
    select(|purpose| *purpose == Purpose::Abandonment)
}
