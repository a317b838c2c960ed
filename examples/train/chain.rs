//! A linear-chain conditional random field by AdaGrad on the log-likelihood, forward and backward scaled.

/// Weights of `L` labels by feature, then those of the steps from label to label.
pub struct Field<const L: usize> {
    pub weights: Vec<[f32; L]>,
    squares: Vec<[f32; L]>,
    pub steps: [[f32; L]; L],
    step_squares: [[f32; L]; L],
    allowed: fn(usize, usize) -> bool,
    rate: f32,
    decay: f32,
}

impl<const L: usize> Field<L> {
    pub fn new(features: usize, allowed: fn(usize, usize) -> bool, rate: f32, decay: f32) -> Self {
        Field {
            weights: vec![[0.0; L]; features],
            squares: vec![[0.1; L]; features],
            steps: [[0.0; L]; L],
            step_squares: [[0.1; L]; L],
            allowed,
            rate,
            decay,
        }
    }

    fn step(&self, last: usize, next: usize) -> f32 {
        if (self.allowed)(last, next) { self.steps[last][next].exp() } else { 0.0 }
    }

    /// One ascent on the log-likelihood of a chain; before it stands label 0. Returns its loss.
    pub fn learn(&mut self, tokens: &[Vec<u32>], labels: &[usize]) -> f32 {
        let n = labels.len();
        let steps: [[f32; L]; L] = std::array::from_fn(|a| std::array::from_fn(|b| self.step(a, b)));
        let mut loss = 0.0;
        let mut local = vec![[0.0f32; L]; n];
        for (scores, features) in local.iter_mut().zip(tokens) {
            for &feature in features {
                scores.iter_mut().zip(&self.weights[feature as usize]).for_each(|(s, w)| *s += w);
            }
        }
        let mut last = 0;
        for (scores, &right) in local.iter_mut().zip(labels) {
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            loss -= scores[right] - top + self.steps[last][right];
            scores.iter_mut().for_each(|s| *s = (*s - top).exp());
            last = right;
        }
        let mut forward = vec![[0.0f32; L]; n];
        let mut scales = vec![0.0f32; n];
        for at in 0..n {
            let mut row = [0.0; L];
            for (next, value) in row.iter_mut().enumerate() {
                let from: f32 = match at {
                    0 => steps[0][next],
                    _ => (0..L).map(|last| forward[at - 1][last] * steps[last][next]).sum(),
                };
                *value = from * local[at][next];
            }
            let scale: f32 = row.iter().sum::<f32>().max(1e-30);
            loss += scale.ln();
            scales[at] = scale;
            forward[at] = row.map(|v| v / scale);
        }
        let mut backward = vec![[1.0f32; L]; n];
        for at in (0..n.saturating_sub(1)).rev() {
            for last in 0..L {
                let sum: f32 =
                    (0..L).map(|next| steps[last][next] * local[at + 1][next] * backward[at + 1][next]).sum();
                backward[at][last] = sum / scales[at + 1];
            }
        }
        let mut change = [[0.0f32; L]; L];
        let mut last = 0;
        for (at, &right) in labels.iter().enumerate() {
            for (a, row) in change.iter_mut().enumerate() {
                let before = if at == 0 { f32::from(u8::from(a == 0)) } else { forward[at - 1][a] };
                for (b, value) in row.iter_mut().enumerate() {
                    *value -= before * steps[a][b] * local[at][b] * backward[at][b] / scales[at];
                }
            }
            change[last][right] += 1.0;
            last = right;
        }
        for at in 0..n {
            let mut gradient: [f32; L] = std::array::from_fn(|l| -forward[at][l] * backward[at][l]);
            gradient[labels[at]] += 1.0;
            for &feature in &tokens[at] {
                let weights = &mut self.weights[feature as usize];
                let squares = &mut self.squares[feature as usize];
                for l in 0..L {
                    let g = gradient[l] - self.decay * weights[l];
                    squares[l] += g * g;
                    weights[l] += self.rate * g / squares[l].sqrt();
                }
            }
        }
        for (a, row) in change.iter().enumerate() {
            for b in (0..L).filter(|&b| (self.allowed)(a, b)) {
                let g = row[b];
                self.step_squares[a][b] += g * g;
                self.steps[a][b] += self.rate * g / self.step_squares[a][b].sqrt();
            }
        }
        loss
    }
}
