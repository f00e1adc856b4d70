// Plays call traces to gobreaker 2.4, the original, and writes down what it decides. Made once, by hand:
//
//	npx tsx test/library/originals/write-traces.ts > /tmp/traces.txt
//	cd test/library/originals/gobreaker
//	go mod init traces && go get github.com/sony/gobreaker/v2@v2.4.0
//	go run -tags faketime . /tmp/traces.txt /tmp/decisions.txt && gzip -9n < /tmp/decisions.txt > decisions.txt.gz
//
// With the tag faketime (Go's playground) time stands still but where everybody sleeps. What stands here of
// settings is what the test imports. The decisions that are kept were made with the library's text of v2 with
// rolling counts and IsExcluded (gobreaker.go and counter.go), built by Go 1.19 of Debian: `for range diff`,
// which that does not know, was written out.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/sony/gobreaker/v2"
)

var settings = []gobreaker.Settings{
	gobreaker.Settings{Name: "plain", Timeout: 60500 * time.Microsecond},
	gobreaker.Settings{
		Name:        "three-in-a-row",
		MaxRequests: 3,
		Timeout:     60500 * time.Microsecond,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures > 2 },
	},
	gobreaker.Settings{
		Name:        "ratio",
		MaxRequests: 2,
		Timeout:     60500 * time.Microsecond,
		ReadyToTrip: func(counts gobreaker.Counts) bool {
			failureRatio := float64(counts.TotalFailures) / float64(counts.Requests)
			return counts.Requests >= 5 && failureRatio >= 0.5
		},
	},
	gobreaker.Settings{
		Name:         "rolling-ratio",
		Interval:     time.Hour,
		BucketPeriod: 10 * time.Minute,
		Timeout:      60500 * time.Microsecond,
		ReadyToTrip: func(counts gobreaker.Counts) bool {
			failureRatio := float64(counts.TotalFailures) / float64(counts.Requests)
			return counts.Requests >= 8 && failureRatio > 0.3
		},
	},
	gobreaker.Settings{
		Name:        "total",
		Timeout:     60500 * time.Microsecond,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.TotalFailures >= 6 },
	},
	// These differ, as is known: counts that are cleared every so often, and a time that is up when a call ends.
	gobreaker.Settings{
		Name:        "cleared",
		Interval:    500 * time.Millisecond,
		Timeout:     60500 * time.Microsecond,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= 3 },
	},
	gobreaker.Settings{Name: "very-instant", Timeout: 60 * time.Millisecond},
}

func main() {
	traces, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	out, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	defer out.Close()
	lines := bufio.NewScanner(traces)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		seed, events, _ := strings.Cut(lines.Text(), " ")
		for _, one := range settings {
			fmt.Fprintf(out, "%s %s %s\n", one.Name, seed, play(one, events))
		}
	}
}

type failure struct{}

func (failure) Error() string { return "failed" }

// A letter an event: of a start a or b (let through), d or e (blocked); of an end what follows; see replay.ts.
func play(one gobreaker.Settings, events string) string {
	breaker := gobreaker.NewCircuitBreaker[int](one)
	began := time.Now()
	ends := map[string]chan error{}
	var told strings.Builder
	for _, event := range strings.Fields(events) {
		parts := strings.Split(event, ",")
		atMs, _ := strconv.Atoi(parts[0])
		call := parts[1]
		time.Sleep(time.Until(began.Add(time.Duration(atMs) * time.Millisecond)))
		fate := ""
		if parts[2] == "start" {
			asked := make(chan bool)
			end, over := make(chan error), make(chan error)
			go func() {
				_, err := breaker.Execute(func() (int, error) {
					asked <- true
					return 0, <-end
				})
				if err == gobreaker.ErrOpenState || err == gobreaker.ErrTooManyRequests {
					asked <- false
					return
				}
				over <- err
			}()
			fate = "B"
			if <-asked {
				fate = "L"
				ends[call] = end
				ends["over "+call] = over
			}
		} else if end, runs := ends[call]; runs {
			if parts[2] == "good" {
				end <- nil
			} else {
				end <- failure{}
			}
			<-ends["over "+call]
			fate = "E"
		} else {
			continue
		}
		told.WriteString(letter(fate, breaker.State()))
	}
	return told.String()
}

func letter(fate string, state gobreaker.State) string {
	at := map[gobreaker.State]int{gobreaker.StateClosed: 0, gobreaker.StateHalfOpen: 1, gobreaker.StateOpen: 2}[state]
	return map[string]string{"L": "abc", "B": "def", "E": "ghi"}[fate][at : at+1]
}
